/** How many lines were written, and how the services are made up. */
export interface ServiceCounts {
  readonly byKind: Record<string, number>
  readonly byCustomer: Record<string, number>
  readonly byPayment: Record<string, number>
  readonly byProvince: Record<string, number>
}

export interface GeneratedCounts extends ServiceCounts {
  readonly services: number
  readonly elements: number
  readonly areas: number
  readonly plans: number
  readonly bills: number
  readonly topUps: number
  readonly customers: number
  readonly contacts: number
  readonly consents: number
}
