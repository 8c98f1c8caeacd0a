/** Describes the author API as OpenAPI 3.1, with the very schemas that check it. */

import type { Site } from '../site.ts'
import type { Operation } from './author/operation.ts'
import { operations } from './author/operations.ts'
import { integer } from './author/schema.ts'
import { Problem } from './author/schemas.ts'
import { problems } from './problem.ts'

/** The document as plain data. */
export function describeApi(site: Site) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations) {
    const { path, method } = operation
    paths[path] = { ...paths[path], [method]: describe(operation) }
  }
  const codes = problems.map(([code, [status]]) => `${code} (${status})`).join(', ')
  return {
    openapi: '3.1.1',
    info: {
      title: `${site.title}: author API`,
      version: '1',
      description: `Errors are problems (RFC 9457), each of a type urn:problem:deckle:<code>: ${codes}.`,
    },
    servers: [{ url: site.url }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      responses: {
        Problem: {
          description: 'What is wrong, and where',
          content: { 'application/problem+json': { schema: Problem } },
        },
      },
    },
  }
}

function describe({ summary, scopes, path, query, headers = [], dry, body, responses }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
    return { name, in: 'path', required: true, schema: { type: 'string' } }
  })
  const inQuery = Object.entries({
    ...query?.properties,
    ...(dry && { dry_run: integer({ minimum: 0, maximum: 1 }) }),
  }).map(([name, schema]) => ({ name, in: 'query', schema }))
  const inHeader = headers.map((name) => ({ name, in: 'header', schema: { type: 'string' } }))
  const answers = Object.entries(responses).map(([status, { description, content }]) => {
    return [status, { description, ...(content && { content: contentOf(content) }) }]
  })
  return {
    summary,
    security: scopes.length > 0 ? scopes.map((scope) => ({ token: [scope] })) : [{ token: [] }],
    parameters: [...inPath, ...inQuery, ...inHeader],
    ...(body && { requestBody: { content: contentOf(body) } }),
    responses: {
      ...Object.fromEntries(answers),
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

const contentOf = (content: Record<string, object>) =>
  Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }]))
