/** As much of the load generator as is used: https://github.com/mcollina/autocannon. It comes without types. */
declare module 'autocannon' {
  interface Request {
    readonly path?: string
    readonly headers?: Readonly<Record<string, string>>
  }
  interface Options {
    readonly url: string
    readonly connections: number
    readonly duration: number
    readonly headers?: Readonly<Record<string, string>>
    readonly requests?: readonly { setupRequest(request: Request): Request }[]
  }
  export interface Result {
    readonly requests: { readonly average: number; readonly total: number }
    readonly latency: { readonly p50: number; readonly p97_5: number; readonly p99: number; readonly max: number }
    readonly non2xx: number
    readonly errors: number
  }
  export default function autocannon(options: Options): Promise<Result>
}
