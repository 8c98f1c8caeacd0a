/** Describes the author API as OpenAPI 3.1, from the schemas that check it. */

import * as z from 'zod/mini'
import type { Site } from '../site.ts'
import { type Operation, operations } from './author/operations.ts'
import { Problem } from './author/schemas.ts'
import { problems } from './problem.ts'

/** The document as plain data. */
export function describeApi(site: Site) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations) {
    paths[operation.path] ??= {}
    Object.assign(paths[operation.path] ?? {}, { [operation.method]: describe(operation) })
  }
  return {
    openapi: '3.1.1',
    info: {
      title: `${site.title}: author API`,
      version: '1',
      description: `Errors are problems (RFC 9457). Their types: ${problems.map(([code, [status]]) => `${code} (${status})`).join(', ')}.`,
    },
    servers: [{ url: site.url }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      responses: {
        Problem: {
          description: 'What is wrong, and where',
          content: { 'application/problem+json': { schema: schemaOf(Problem) } },
        },
      },
    },
  }
}

function describe({ summary, path, query, headers = [], dry, body, responses }: Operation) {
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
      return { name, in: 'path', required: true, schema: { type: 'string' } }
    }),
    ...(query ? queryParameters(query) : []),
    ...headers.map((name) => ({ name, in: 'header', schema: { type: 'string' } })),
    ...(dry ? [{ name: 'dry_run', in: 'query', schema: { enum: [0, 1], default: 0 } }] : []),
  ]
  const answers = Object.entries(responses).map(([status, { description, content }]) => {
    return [status, { description, ...(content && { content: contentOf(content) }) }]
  })
  return {
    summary,
    parameters,
    ...(body && { requestBody: { content: contentOf(body) } }),
    responses: {
      ...Object.fromEntries(answers),
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

function queryParameters(query: z.ZodMiniType) {
  const { properties = {} } = schemaOf(query)
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }))
}

/** Content by media type. What is no schema of ours is a file's bytes. */
function contentOf(content: Record<string, z.ZodMiniType | object>) {
  const described = Object.entries(content).map(([type, schema]) => {
    return [type, { schema: schema instanceof z.ZodMiniType ? schemaOf(schema) : schema }]
  })
  return Object.fromEntries(described)
}

function schemaOf(schema: z.ZodMiniType) {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io: 'input' })
  return described
}
