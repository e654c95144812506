/** The shape of what is known about a country and its market, and of what had to be made up; see the tables beside this file. */

export interface Source {
  /** Where the figure was read, or `assumption` where no published figure was found and a believable one was made up. */
  readonly url: string
  /** The day, month or year that the figure describes; `undated` where the page does not say. */
  readonly asOf: string
}

export interface ProvinceFact {
  readonly code: string
  /** ISO 3166-2. */
  readonly region: string
  readonly name: string
  readonly people: number
  readonly source: Source
  /** Code of the national core site that feeds the province. */
  readonly core: string
  /** How many second-level areas there are: regencies or powiaty, and cities of that rank. */
  readonly regencies: number
  readonly cities: number
  /** Middle of the province and how far its second-level areas lie from it, in hundredths of a degree. */
  readonly latitude: number
  readonly longitude: number
  readonly spread: readonly [latitude: number, longitude: number]
}

export interface CityFact {
  readonly code: string
  readonly name: string
  readonly kind: 'city' | 'regency'
  /** Hundredths of a degree. */
  readonly latitude: number
  readonly longitude: number
}

export interface CoreFact {
  readonly code: string
  /** The city it stands in. */
  readonly area: string
  readonly dataCentre: boolean
}

/** How a service reaches the network, which also decides the plans that are on offer. */
export const accesses = ['fixed', 'mobile', 'leased-line', 'hosting'] as const
export type Access = (typeof accesses)[number]

export interface Plan {
  readonly name: string
  readonly access: Access
  readonly kind: 'internet' | 'voice' | 'mobile' | 'tv' | 'hosting' | 'leased-line'
  readonly customer: 'consumer' | 'small-business' | 'business'
  readonly payment: 'postpaid' | 'prepaid'
  readonly speedMbps: number | undefined
  /** Per month, in the smallest amount that the operator writes on a bill: whole rupiah, or grosze. */
  readonly price: number
  /** What the same plan costs after the first term, where that is known to be more. */
  readonly priceAfterTerm: number | undefined
  /** Share among the plans of the same access and payment. */
  readonly weight: number
  readonly source: Source
}

export interface OperatorFacts {
  readonly id: string
  readonly name: string
  readonly country: 'ID' | 'PL'
  readonly currency: 'IDR' | 'PLN'
  /** Digits after the decimal point on a bill. */
  readonly decimals: 0 | 2
  /** IANA time zones with the provinces that keep them. */
  readonly timeZones: Readonly<Record<string, readonly string[]>>
  readonly provinces: readonly ProvinceFact[]
  readonly cities: readonly CityFact[]
  readonly cores: readonly CoreFact[]
  /** Number of the first city code within a province: 71 in Indonesia, 61 in Poland. */
  readonly firstCity: number
  /** Provinces whose areas outside the cities are called remote. */
  readonly remoteProvinces: readonly string[]
  /** Share of each access among 10,000 services. */
  readonly accessShares: Readonly<Record<Access, number>>
  /** Real mobile lines in thousands: only their ratio is used. */
  readonly mobileLines: { readonly prepaid: number; readonly postpaid: number; readonly source: Source }
  readonly plans: readonly Plan[]
  readonly cycleDays: readonly number[]
  /** Usual extra top-ups, and the step of usage charges on a bill, in the unit of `Plan.price`. */
  readonly topUps: readonly number[]
  readonly usageStep: number
  readonly notes: readonly string[]
}

export const assumption: Source = { url: 'assumption', asOf: 'assumption' }
