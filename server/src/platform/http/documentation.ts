import type { FastifySchema } from 'fastify'
import { ProblemView, type Route } from '@pulih/contracts'

/** What the OpenAPI document says of a route. */
export function documentation(route: Route): FastifySchema {
  const reads = route.method === 'GET'
  const plain = route.media === 'application/json'
  const headers: Record<string, unknown> = {}
  if (route.idempotent)
    headers['idempotency-key'] = {
      type: 'string',
      maxLength: 200,
      description: 'Repeat a request safely: the same key and body gives the same answer.',
    }
  if (route.versioned && !reads)
    headers['if-match'] = { type: 'string', description: 'The ETag of the version that is being changed.' }
  return {
    operationId: route.id,
    tags: [route.context],
    summary: route.summary,
    description: [
      route.description,
      route.permission === 'anyone'
        ? 'No credentials needed.'
        : route.permission === 'signed-in'
          ? 'For anyone who is signed in.'
          : `Needs the permission \`${route.permission}\`.`,
    ]
      .filter(text => text !== '')
      .join('\n\n'),
    ...(route.permission === 'anyone' ? { security: [] } : {}),
    params: route.params,
    querystring: route.query,
    ...(Object.keys(headers).length > 0 ? { headers: { type: 'object', properties: headers } } : {}),
    ...(route.body ? { body: route.body } : {}),
    ...(route.accepts[0] === 'application/json' ? {} : { consumes: [...route.accepts] }),
    response: {
      [route.status]:
        route.status === 204
          ? { type: 'null', description: 'Done' }
          : plain
            ? route.reply
            : { description: 'A file', content: { [route.media]: { schema: { type: 'string' } } } },
      '4xx': {
        description: ['Refused', ...route.problems].join(' · '),
        content: { 'application/problem+json': { schema: ProblemView } },
      },
    },
  }
}
