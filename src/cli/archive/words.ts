/** What is said while a blog moves out or in. */

import { speak } from '../language.ts'
import type { Written } from './site-folder.ts'

const english = {
  fetching: (size: string) => `fetching ${size}`,
  checking: (bar: string) => `checking ${bar}`,
  sendingPictures: (bar: string) => `sending pictures ${bar}`,
  sendingPosts: (bar: string) => `sending posts ${bar}`,
  writing: (pending: number) => `${pending} pages are still to be written`,
  exported: (file: string, holds: string) => `Wrote ${file}: ${holds}. Every checksum matches.`,
  holds: (posts: number, revisions: number, images: number, size: string) =>
    `${posts} posts, ${revisions} older revisions, ${images} pictures, ${size}`,
  lost: (n: number) =>
    `${n} pictures could not be read from the bucket; they are named in manifest.json.`,
  exists: (file: string) => `${file} exists already. Name another file, or move it away.`,
  needsFile: 'Name a file: with --json, standard output is for the JSON.',
  noEngine: (name: string, engines: string) => `"${name}" is none of ${engines}.`,
  wroteSite: (folder: string, { posts, pages, drafts, images, gone }: Written) =>
    `Wrote ${folder}: ${posts} posts, ${pages} pages, ${drafts} drafts, ${images} pictures. ` +
    `Not in it: ${gone} removed posts, and older revisions; an archive has them.`,
  noArchive: 'Name an archive: deckle restore blog.tar, or - for standard input.',
  badArchive: (file: string, entry: string, message: string) =>
    `${file}: ${entry ? `${entry} ${message}` : message} Nothing was sent.`,
  notEmpty: (blog: string, posts: number) =>
    `${blog} is not empty: it has ${posts} posts, and not these. Nothing was sent.`,
  differs: (blog: string, slug: string) =>
    `"${slug}" on ${blog} is not what the archive has. An archive goes into an empty blog. Nothing was sent.`,
  restored: (created: number, unchanged: number) =>
    `${created} stored, ${unchanged} were there already`,
  missing: (n: number) =>
    `${n} pictures are neither in the archive nor in the bucket: deckle check, and GET /api/images?missing=1, tell which.`,
  would: 'Nothing was sent: the archive is whole, and this is what a restore would do.',
  stopped: 'Stopped in the middle. Run the same again: it goes on from there.',
  pending: (n: number) =>
    `${n} pages will be written by themselves; deckle doctor tells how far it is.`,
}

export type ArchiveWords = typeof english

const chinese: ArchiveWords = {
  fetching: (size) => `取回 ${size}`,
  checking: (bar) => `校验 ${bar}`,
  sendingPictures: (bar) => `发送图片 ${bar}`,
  sendingPosts: (bar) => `发送文章 ${bar}`,
  writing: (pending) => `还有 ${pending} 个页面待写`,
  exported: (file, holds) => `已写入 ${file}：${holds}。所有校验和都相符。`,
  holds: (posts, revisions, images, size) =>
    `${posts} 篇文章，${revisions} 个旧版本，${images} 张图片，${size}`,
  lost: (n) => `有 ${n} 张图片无法从存储桶读出；manifest.json 里列有名单。`,
  exists: (file) => `${file} 已经存在。请换一个文件名，或先移走它。`,
  needsFile: '请给出文件名：用 --json 时，标准输出只放 JSON。',
  noEngine: (name, engines) => `“${name}”不在 ${engines} 之中。`,
  wroteSite: (folder, { posts, pages, drafts, images, gone }) =>
    `已写入 ${folder}：${posts} 篇文章，${pages} 个页面，${drafts} 份草稿，${images} 张图片。` +
    `不含 ${gone} 篇已删除的文章和旧版本；归档里都有。`,
  noArchive: '请给出归档文件：deckle restore blog.tar，或用 - 表示标准输入。',
  badArchive: (file, entry, message) =>
    `${file}：${entry ? `${entry} ${message}` : message} 什么都没有发送。`,
  notEmpty: (blog, posts) => `${blog} 不是空的：已有 ${posts} 篇别的文章。什么都没有发送。`,
  differs: (blog, slug) =>
    `${blog} 上的“${slug}”与归档里的不同。归档只能恢复到空博客。什么都没有发送。`,
  restored: (created, unchanged) => `已存入 ${created}，原已存在 ${unchanged}`,
  missing: (n) =>
    `有 ${n} 张图片既不在归档里也不在存储桶里：可用 deckle check 和 GET /api/images?missing=1 查看。`,
  would: '什么都没有发送：归档完整，以上是一次恢复会做的事。',
  stopped: '中途停下了。再运行一次即可接着做。',
  pending: (n) => `还有 ${n} 个页面会自动写好；deckle doctor 可查看进度。`,
}

export const chooseArchiveWords = (): ArchiveWords => speak({ en: english, zh: chinese })
