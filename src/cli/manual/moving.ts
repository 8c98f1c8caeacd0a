/** The manual of the commands by which a whole blog moves. */

import type { Command, Option } from '../command.ts'

const copy: Option = {
  value: 'latest | id',
  says: {
    en: "a nightly copy in the blog's bucket, which holds all but the pictures",
    zh: '博客存储桶里的夜间副本，除图片外应有尽有',
  },
}

export const moving: Command[] = [
  {
    name: 'export',
    takes: '[file | folder]',
    says: {
      en: 'the whole blog as one archive: texts, revisions, pictures, checksums',
      zh: '把整个博客导出为一个归档：文章、历史版本、图片、校验和',
    },
    options: {
      copy,
      as: {
        value: 'engine',
        says: {
          en: 'a folder that jekyll or hugo builds, every page at its address',
          zh: '一个 jekyll 或 hugo 可以构建的文件夹，每页地址不变',
        },
      },
    },
    examples: [
      [
        'deckle export',
        { en: 'blog.example-2026-11-24.tar', zh: '得到 blog.example-2026-11-24.tar' },
      ],
      ['deckle export --as hugo blog-in-hugo'],
      ['deckle export - | gzip > blog.tar.gz', { en: 'into a pipe', zh: '送入管道' }],
    ],
    load: () => import('../commands/export.ts'),
  },
  {
    name: 'restore',
    takes: '[archive | -]',
    says: {
      en: 'brings an archive into an empty blog, byte for byte',
      zh: '把归档逐字节恢复到一个空博客',
    },
    options: {
      copy,
      'dry-run': {
        says: { en: 'tell what would be done, and do nothing', zh: '只说会做什么，什么也不做' },
      },
    },
    examples: [
      ['deckle restore blog.tar --blog https://new.example'],
      ['deckle restore --copy latest', { en: 'the ledger was lost', zh: '账本丢了的时候' }],
      [
        'deckle export - | deckle restore - --blog https://new.example',
        { en: 'from one blog to another', zh: '从一个博客到另一个' },
      ],
    ],
    load: () => import('../commands/restore.ts'),
  },
]
