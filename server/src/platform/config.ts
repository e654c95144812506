import { resolve } from 'node:path'
import { networksIn, trustedProxies } from './trusted-proxies.ts'

/** Everything that the environment decides. Read once; nothing else looks at it. */
export interface Config {
  /** null: an embedded PostgreSQL below `data`. */
  readonly databaseUrl: string | null
  readonly data: string
  readonly host: string
  readonly port: number
  /** How the product is reached from outside; cookies and links follow from it. */
  readonly publicUrl: string
  /**
   * Where the public status page listens. `near`: on the port after `port`, or on any free one; `elsewhere`: it is made, and served by a
   * process that somebody else runs; `none`: no page is made.
   */
  readonly statusPort: number | 'near' | 'elsewhere' | 'none'
  /** Networks of proxies that may say from where a visitor came; this machine always may. */
  readonly trustedProxies: readonly string[]
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** What this process does. */
  readonly roles: readonly ('api' | 'worker')[]
  readonly workerJobs: number
  /** Without a sign of life for so long, a worker is dead and its jobs are given to others. */
  readonly workerPatienceSeconds: number
  readonly poolSize: number
  readonly maxBodyBytes: number
  readonly maxImportBytes: number
  readonly tracesUrl: string | null
  readonly metricsToken: string | null
  /** Whoever reaches this process may read its numbers. */
  readonly metricsOpen: boolean
  /** Private addresses that webhooks and payouts may call all the same. */
  readonly allowPrivateTargets: boolean
  /** Tests hold every reply against its contract. */
  readonly checkReplies: boolean
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null
  /** Secrets by name (`PULIH_SECRET_<NAME>`): what a setting refers to without holding it. */
  secret(name: string): string | null
}

interface Variable {
  readonly name: string
  readonly says: string
  readonly example: string
  readonly otherwise: string
}

/** Every variable, as `docs/operations/configuration.md` prints them. */
export const variables = [
  {
    name: 'DATABASE_URL',
    says: 'PostgreSQL 18 to use. Without it an embedded server keeps its files below PULIH_DATA.',
    example: 'postgres://pulih:secret@db.example/pulih',
    otherwise: '',
  },
  {
    name: 'PULIH_DATA',
    says: 'Folder for the embedded database and for files.',
    example: '/var/lib/pulih',
    otherwise: 'data',
  },
  { name: 'PULIH_HOST', says: 'Address to listen on.', example: '0.0.0.0', otherwise: '127.0.0.1' },
  { name: 'PULIH_PORT', says: 'Port to listen on; 0 takes any free one.', example: '8080', otherwise: '8080' },
  {
    name: 'PULIH_PUBLIC_URL',
    says: 'How browsers and other systems reach Pulih.',
    example: 'https://pulih.example.net',
    otherwise: '',
  },
  {
    name: 'PULIH_STATUS_PORT',
    says: 'Port of the public status page; elsewhere: it is made here and served by a process of your own; none: it is not made. Without it the port after PULIH_PORT, or any free one.',
    example: '8081',
    otherwise: '',
  },
  {
    name: 'PULIH_TRUSTED_PROXIES',
    says: 'Networks of proxies and caches whose X-Forwarded-For is believed, with commas; this machine is always one. For Pulih and for the process of the status page.',
    example: '10.0.0.0/8,2001:db8::/32',
    otherwise: '',
  },
  { name: 'PULIH_LOG', says: 'debug, info, warn, error or silent.', example: 'info', otherwise: 'info' },
  {
    name: 'PULIH_ROLES',
    says: 'What this process does: api, worker or both.',
    example: 'api,worker',
    otherwise: 'api,worker',
  },
  { name: 'PULIH_WORKER_JOBS', says: 'Jobs at once in this process.', example: '4', otherwise: '4' },
  {
    name: 'PULIH_WORKER_PATIENCE',
    says: 'Seconds without a sign of life after which a worker counts as dead and its jobs are given to others.',
    example: '45',
    otherwise: '45',
  },
  { name: 'PULIH_POOL', says: 'Database connections of this process.', example: '16', otherwise: '16' },
  {
    name: 'PULIH_MAX_BODY',
    says: 'Largest body of an ordinary request, in bytes.',
    example: '2097152',
    otherwise: '2097152',
  },
  {
    name: 'PULIH_MAX_IMPORT',
    says: 'Largest imported file, in bytes.',
    example: '4294967296',
    otherwise: '4294967296',
  },
  {
    name: 'PULIH_TRACES_URL',
    says: 'Where OpenTelemetry traces are sent (OTLP over HTTP).',
    example: 'http://collector.example:4318/v1/traces',
    otherwise: '',
  },
  {
    name: 'PULIH_METRICS_TOKEN',
    says: 'Bearer token that /metrics wants. Without it nobody may read them, unless PULIH_METRICS_OPEN says so.',
    example: 'a long random text',
    otherwise: '',
  },
  {
    name: 'PULIH_METRICS_OPEN',
    says: 'true lets whoever reaches this process read /metrics without a token, also through a proxy that forwards it.',
    example: 'false',
    otherwise: 'false',
  },
  {
    name: 'PULIH_ALLOW_PRIVATE_TARGETS',
    says: 'true lets webhooks, payouts and message channels call private addresses by HTTP, link-local ones and the metadata of clouds excepted.',
    example: 'false',
    otherwise: 'false',
  },
  {
    name: 'PULIH_OIDC_ISSUER',
    says: 'OpenID Connect provider for single sign-on.',
    example: 'https://sso.example.net',
    otherwise: '',
  },
  { name: 'PULIH_OIDC_CLIENT', says: 'Our client id at that provider.', example: 'pulih', otherwise: '' },
  { name: 'PULIH_OIDC_SECRET', says: 'Our client secret there.', example: 'from the provider', otherwise: '' },
] as const satisfies readonly Variable[]

/** Secrets that have a name of their own; payouts, messages and voice use those that their settings name. */
export const secrets = [
  {
    name: 'PULIH_SECRET_IDENTITY',
    says: 'Encrypts the secrets of one-time codes in the database. Whoever loses it enrols all devices anew.',
  },
  {
    name: 'PULIH_SECRET_WEBHOOKS',
    says: 'Encrypts the signing secrets of webhook endpoints in the database. Whoever loses it gives every endpoint a new one.',
  },
  {
    name: 'PULIH_SECRET_MESSAGING',
    says: 'Encrypts the key in the database from which links and codes in messages are made. Whoever loses it makes the links in old messages useless.',
  },
  {
    name: 'PULIH_SECRET_STATUSPAGE',
    says: 'Hashes the numbers of the status page and signs its links. Without it a key of its own lies below PULIH_DATA. Whoever loses it sends new links.',
  },
  {
    name: 'PULIH_SECRET_PORTAL_PROVIDER',
    says: 'The client secret of the sign-in that the setting `portal.sign-in` names for subscribers.',
  },
  {
    name: 'PULIH_SECRET_<NAME>',
    says: 'A secret that the settings of a payout channel, a message channel or voice name: `kill-bill-key` is read from PULIH_SECRET_KILL_BILL_KEY.',
  },
] as const

type VariableName = (typeof variables)[number]['name']

/** What is wrong with the environment, all of it. */
export class BadConfiguration extends Error {
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(`The configuration cannot be used:\n${mistakes.map(mistake => `  ${mistake}`).join('\n')}`)
    this.name = 'BadConfiguration'
    this.mistakes = mistakes
  }
}

/** Reads the environment. Throws `BadConfiguration` with every mistake at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const mistakes: string[] = []
  const wrong = (name: VariableName, remedy: string): void => {
    const example = variables.find(variable => variable.name === name)?.example ?? ''
    mistakes.push(`${name}: ${remedy}, for example ${name}=${example}`)
  }
  const text = (name: VariableName): string =>
    environment[name]?.trim() || (variables.find(variable => variable.name === name)?.otherwise ?? '')
  const whole = (name: VariableName, least: number, most: number): number => {
    const value = Number(text(name))
    if (!/^\d+$/.test(text(name)) || value < least || value > most)
      wrong(name, `write a whole number from ${least} to ${most}`)
    return value
  }
  const flag = (name: VariableName): boolean => {
    if (text(name) !== 'true' && text(name) !== 'false') wrong(name, 'write true or false')
    return text(name) === 'true'
  }
  const url = (name: VariableName, protocols: readonly string[]): string | null => {
    const value = text(name)
    if (value === '') return null
    if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol))
      wrong(name, `write an address that begins with ${protocols.map(protocol => `${protocol}//`).join(' or ')}`)
    return value
  }
  const statusPort = (): Config['statusPort'] => {
    const value = text('PULIH_STATUS_PORT')
    if (value === '') return 'near'
    return value === 'none' || value === 'elsewhere' ? value : whole('PULIH_STATUS_PORT', 1, 65_535)
  }
  const trusted = (): readonly string[] => {
    const networks = networksIn(text('PULIH_TRUSTED_PROXIES'))
    try {
      trustedProxies(networks)
    } catch {
      wrong('PULIH_TRUSTED_PROXIES', 'write addresses or networks with commas')
    }
    return networks
  }
  for (const name of Object.keys(environment)) {
    const known = variables.some(variable => variable.name === name) || name.startsWith(secretPrefix)
    if (name.startsWith('PULIH_') && !known && !clientVariables.includes(name))
      mistakes.push(`${name}: there is no such setting; see docs/operations/configuration.md`)
  }

  const port = whole('PULIH_PORT', 0, 65_535)
  const logLevel = logLevels.find(level => level === text('PULIH_LOG'))
  if (!logLevel) wrong('PULIH_LOG', `use one of ${logLevels.join(', ')}`)
  const roles = text('PULIH_ROLES')
    .split(',')
    .map(role => role.trim())
  const known = roles.filter(role => role === 'api' || role === 'worker')
  if (known.length !== roles.length) wrong('PULIH_ROLES', 'use api, worker or both with a comma')
  const issuer = url('PULIH_OIDC_ISSUER', ['https:', 'http:'])
  if (issuer !== null && (text('PULIH_OIDC_CLIENT') === '' || text('PULIH_OIDC_SECRET') === ''))
    wrong('PULIH_OIDC_CLIENT', 'give PULIH_OIDC_CLIENT and PULIH_OIDC_SECRET with the issuer')

  const config: Config = {
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    data: resolve(text('PULIH_DATA')),
    host: text('PULIH_HOST'),
    port,
    publicUrl: url('PULIH_PUBLIC_URL', ['https:', 'http:']) ?? `http://localhost:${port}`,
    statusPort: statusPort(),
    trustedProxies: trusted(),
    logLevel: logLevel ?? 'info',
    roles: known,
    workerJobs: whole('PULIH_WORKER_JOBS', 1, 64),
    workerPatienceSeconds: whole('PULIH_WORKER_PATIENCE', 2, 3_600),
    poolSize: whole('PULIH_POOL', 4, 200),
    maxBodyBytes: whole('PULIH_MAX_BODY', 1024, 2 ** 30),
    maxImportBytes: whole('PULIH_MAX_IMPORT', 1024, 2 ** 40),
    tracesUrl: url('PULIH_TRACES_URL', ['https:', 'http:']),
    metricsToken: text('PULIH_METRICS_TOKEN') || null,
    metricsOpen: flag('PULIH_METRICS_OPEN'),
    allowPrivateTargets: flag('PULIH_ALLOW_PRIVATE_TARGETS'),
    checkReplies: false,
    oidc:
      issuer === null ? null : { issuer, clientId: text('PULIH_OIDC_CLIENT'), clientSecret: text('PULIH_OIDC_SECRET') },
    secret: name => environment[`${secretPrefix}${name.toUpperCase().replaceAll('-', '_')}`] || null,
  }
  if (mistakes.length > 0) throw new BadConfiguration(mistakes)
  return config
}

/** Options that npm did not pass on, because no two dashes stood before them: it leaves them in the environment. */
export function keptByNpm(environment: Readonly<Record<string, string | undefined>> = process.env): string[] {
  if (environment['npm_lifecycle_event'] !== 'start') return []
  const prefix = 'npm_config_'
  return Object.keys(environment)
    .filter(name => name.startsWith(prefix))
    .map(name => name.slice(prefix.length))
}

const secretPrefix = 'PULIH_SECRET_'
/** Read by the command line client, not by the server. */
const clientVariables: readonly string[] = ['PULIH_URL', 'PULIH_TOKEN']
const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
