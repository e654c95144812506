import type { FastifyInstance } from 'fastify'

/** A JSON Schema as it stands in the OpenAPI document. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** One operation as a stranger sees it: from the published document alone. */
export interface Operation {
  readonly id: string
  readonly method: string
  /** With `{name}` for parameters. */
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body: JsonSchema | null
  readonly media: string
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: JsonSchema
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>
}

interface DocumentedOperation {
  readonly operationId: string
  readonly parameters?: readonly (Omit<Parameter, 'required'> & { readonly required?: boolean })[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: JsonSchema }>> }
}

/** Every operation of the document at `/api/openapi.json`, so that a new route is tried without being named here. */
export async function operationsOf(app: FastifyInstance): Promise<Operation[]> {
  const reply = await app.inject('/api/openapi.json')
  const { paths } = reply.json<Document>()
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [], requestBody }]) => {
      const [media, content] = Object.entries(requestBody?.content ?? {})[0] ?? ['application/json', null]
      return {
        id: operationId,
        method: method.toUpperCase(),
        path,
        parameters: parameters.map(parameter => ({ ...parameter, required: parameter.required ?? false })),
        body: content === null ? null : (content.schema ?? {}),
        media,
      }
    }),
  )
}
