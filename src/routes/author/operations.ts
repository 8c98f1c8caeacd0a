/** Every operation of the author API: what openapi.json tells of it. */

import { type Content, json, type Operation } from './operation.ts'
import { either } from './schema.ts'
import {
  FieldsBody,
  ImageList,
  ImagesQuery,
  ListQuery,
  PostList,
  PostQuery,
  PostsBody,
  PostWithSource,
  Preview,
  PreviewQuery,
  Receipt,
  Receipts,
  RemovedImage,
  RestoreBody,
  Revisions,
  SavedImages,
  SourceBody,
  WantedList,
} from './schemas.ts'
import { upkeepOperations } from './upkeep-operations.ts'

const file = { type: 'string', contentMediaType: 'application/octet-stream' }
const files = { type: 'array', items: file }
const preconditions = ['If-Match', 'If-None-Match']

const write = {
  scopes: ['create', 'update', 'draft'],
  headers: [...preconditions, 'Idempotency-Key'],
  dry: true,
  body: {
    'text/markdown': { type: 'string' },
    'text/plain': { type: 'string' },
    'multipart/form-data': {
      type: 'object',
      properties: { post: file, image: files },
      required: ['post'],
    },
    ...json(either(SourceBody, FieldsBody)),
  },
  responses: {
    200: { description: 'Replaced, or unchanged, or a dry run', content: json(Receipt) },
    201: { description: 'Created', content: json(Receipt) },
  },
} satisfies Partial<Operation>

const sentImages: Content = {
  'multipart/form-data': { type: 'object', properties: { image: files }, required: ['image'] },
  'image/*': file,
}

export const operations: Operation[] = [
  {
    method: 'get',
    path: '/api/posts',
    scopes: ['read'],
    summary: 'Lists posts, newest first. Removed ones only with status=gone.',
    query: ListQuery,
    responses: { 200: { description: 'A page of posts', content: json(PostList) } },
  },
  {
    method: 'post',
    path: '/api/posts',
    summary: 'Creates or replaces a post. Its slug comes from front matter, file name or title.',
    ...write,
  },
  {
    method: 'put',
    path: '/api/posts',
    scopes: write.scopes,
    summary:
      'Creates or replaces up to 50 posts, each all or nothing, and does not wait for the shelf. Their pictures were stored before.',
    headers: ['Idempotency-Key'],
    dry: true,
    body: json(PostsBody),
    responses: { 200: { description: 'What became of each', content: json(Receipts) } },
  },
  {
    method: 'get',
    path: '/api/posts/{slug}',
    scopes: ['read'],
    summary: 'A post, or the exact bytes that were pushed.',
    query: PostQuery,
    headers: ['If-None-Match'],
    responses: {
      200: {
        description: 'The post',
        content: { ...json(PostWithSource), 'text/markdown': { type: 'string' } },
      },
      304: { description: 'Not changed' },
    },
  },
  { method: 'put', path: '/api/posts/{slug}', summary: 'Creates or replaces a post.', ...write },
  {
    method: 'delete',
    path: '/api/posts/{slug}',
    scopes: ['delete'],
    summary: 'Removes a post. Its revisions stay.',
    headers: write.headers,
    dry: true,
    responses: { 200: { description: 'Removed', content: json(Receipt) } },
  },
  {
    method: 'get',
    path: '/api/posts/{slug}/revisions',
    scopes: ['read'],
    summary: 'What was written when, newest first.',
    responses: { 200: { description: 'Revisions', content: json(Revisions) } },
  },
  {
    method: 'post',
    path: '/api/posts/{slug}/restore',
    scopes: ['update'],
    summary: 'Makes an earlier revision the newest again: by default the one before.',
    headers: write.headers,
    dry: true,
    body: json(RestoreBody),
    responses: write.responses,
  },
  {
    method: 'get',
    path: '/api/images',
    scopes: ['read'],
    summary:
      'Lists pictures by key, and the posts that show them; with keys=a,b those of them that are stored, with missing=1 what posts name and nobody sent.',
    query: ImagesQuery,
    responses: {
      200: { description: 'A page of pictures', content: json(either(ImageList, WantedList)) },
    },
  },
  {
    method: 'post',
    path: '/api/images',
    scopes: ['media'],
    summary: 'Stores pictures. The same bytes are kept once.',
    dry: true,
    body: sentImages,
    responses: {
      200: { description: 'All were there, or a dry run', content: json(SavedImages) },
      201: { description: 'Stored', content: json(SavedImages) },
    },
  },
  {
    method: 'post',
    path: '/api/posts/{slug}/preview',
    summary:
      'Gives a link to a post that is not public, or with a body to what the post would be; it ends after 24 hours, or so many.',
    scopes: ['read'],
    query: PreviewQuery,
    body: write.body,
    responses: { 201: { description: 'The link', content: json(Preview) } },
  },
  {
    method: 'post',
    path: '/api/posts/{slug}/images',
    scopes: ['media'],
    summary: 'Publishes a post once more with pictures that come after it.',
    headers: write.headers,
    dry: true,
    body: sentImages,
    responses: write.responses,
  },
  {
    method: 'delete',
    path: '/api/images/{key}',
    scopes: ['media'],
    summary: 'Removes a picture that no post shows.',
    dry: true,
    responses: { 200: { description: 'Removed', content: json(RemovedImage) } },
  },
  ...upkeepOperations,
]
