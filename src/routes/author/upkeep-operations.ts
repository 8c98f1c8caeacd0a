/** The operations for who runs the blog: tokens, the record of writes, the shelf, how it is doing. */

import { ExportQuery, ImportBody, Imported } from './archive-schemas.ts'
import { json, type Operation } from './operation.ts'
import { either } from './schema.ts'
import {
  CreatedToken,
  LogList,
  LogQuery,
  Rebuilt,
  ShelfCheck,
  ShelfQuery,
  Status,
  Token,
  TokenBody,
  TokenList,
} from './schemas.ts'

export const upkeepOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/tokens',
    scopes: ['admin'],
    summary: 'Lists tokens, oldest first. Their secrets are not kept.',
    responses: { 200: { description: 'All tokens', content: json(TokenList) } },
  },
  {
    method: 'post',
    path: '/api/tokens',
    scopes: ['admin'],
    summary: 'Makes a token. Its secret is shown in this answer, and never again.',
    dry: true,
    body: json(TokenBody),
    responses: {
      200: { description: 'A dry run', content: json(Token) },
      201: { description: 'Made', content: json(CreatedToken) },
    },
  },
  {
    method: 'post',
    path: '/api/tokens/{id}/rotate',
    scopes: ['admin'],
    summary: 'Gives a token another secret, for as long as it had. The old one ends at once.',
    dry: true,
    responses: { 200: { description: 'Rotated', content: json(either(CreatedToken, Token)) } },
  },
  {
    method: 'delete',
    path: '/api/tokens/{id}',
    scopes: ['admin'],
    summary: 'Ends a token at once.',
    dry: true,
    responses: { 200: { description: 'Ended', content: json(Token) } },
  },
  {
    method: 'get',
    path: '/api/log',
    scopes: ['admin'],
    summary: 'Who wrote what and when, newest first.',
    query: LogQuery,
    responses: { 200: { description: 'A page of the record', content: json(LogList) } },
  },
  {
    method: 'get',
    path: '/api/export',
    scopes: ['admin'],
    summary: 'The whole blog as one archive; with copy=latest the last nightly copy.',
    query: ExportQuery,
    responses: { 200: { description: 'A tar', content: { 'application/x-tar': {} } } },
  },
  {
    method: 'post',
    path: '/api/import',
    scopes: ['admin'],
    summary:
      'Takes a part of an archive into a blog that is empty or has the same. Its pictures go to /api/images before.',
    dry: true,
    body: json(ImportBody),
    responses: { 200: { description: 'Everything is there', content: json(Imported) } },
  },
  {
    method: 'post',
    path: '/api/rebuild',
    scopes: ['admin'],
    summary: 'Writes every document of the shelf again from the ledger.',
    dry: true,
    responses: { 200: { description: 'How many documents', content: json(Rebuilt) } },
  },
  {
    method: 'get',
    path: '/api/shelf',
    summary:
      'Holds the shelf against the ledger, 40 documents at a time, or with sample=1 some by chance.',
    scopes: ['read'],
    query: ShelfQuery,
    responses: { 200: { description: 'What is wrong', content: json(ShelfCheck) } },
  },
  {
    method: 'post',
    path: '/api/shelf',
    summary: 'The same, and what is wrong is written again.',
    scopes: ['admin'],
    dry: true,
    query: ShelfQuery,
    responses: { 200: { description: 'What is written again', content: json(ShelfCheck) } },
  },
  {
    method: 'get',
    path: '/api/status',
    scopes: ['read'],
    summary: 'What is bound, pending and overdue.',
    responses: { 200: { description: 'The status', content: json(Status) } },
  },
  {
    method: 'get',
    path: '/api/openapi.json',
    scopes: [],
    summary: 'This description.',
    responses: { 200: { description: 'OpenAPI 3.1', content: { 'application/json': {} } } },
  },
]
