/** The manual of the commands for writing: a token, a post, a look at it. */

import type { Command } from '../command.ts'

export const writing: Command[] = [
  {
    name: 'login',
    takes: '[url]',
    says: {
      en: 'keeps the token of a blog, for you alone to read',
      zh: '保存一个博客的令牌，只有你能读',
    },
    options: { out: { says: { en: 'forget the token', zh: '忘记令牌' } } },
    examples: [
      [
        'deckle login https://blog.example',
        { en: 'asks for the token and tries it', zh: '询问令牌并试用' },
      ],
      [
        'deckle login https://blog.example < token.txt',
        { en: 'where nobody can be asked', zh: '在无人可问的地方' },
      ],
    ],
    load: () => import('../commands/login.ts'),
  },
  {
    name: 'new',
    takes: '<title>',
    says: { en: 'begins a post', zh: '新建一篇文章' },
    options: {
      page: { says: { en: 'a page such as /about', zh: '独立页面，如 /about' } },
      into: {
        value: 'folder',
        says: { en: 'where, instead of content/', zh: '放在哪里，而不是 content/' },
      },
    },
    examples: [
      [
        'deckle new "Autumn in Shanghai"',
        {
          en: 'content/2026-11-22-autumn-in-shanghai.md',
          zh: 'content/2026-11-22-autumn-in-shanghai.md',
        },
      ],
    ],
    alone: true,
    load: () => import('../commands/new.ts'),
  },
  {
    name: 'check',
    takes: '[folder | files…]',
    says: {
      en: 'reads posts as the blog would, and tells what is wrong',
      zh: '像博客那样读取文章，指出错误',
    },
    options: { strict: { says: { en: 'warnings are errors, too', zh: '警告也算错误' } } },
    examples: [
      [
        'deckle check content/',
        { en: 'needs no blog and no network', zh: '不需要博客，也不需要网络' },
      ],
    ],
    alone: true,
    load: () => import('../commands/check.ts'),
  },
  {
    name: 'preview',
    takes: '<file | slug>',
    says: {
      en: 'gives a link to a draft, or to a file as it is here, that ends by itself',
      zh: '给出草稿或本地文件的链接，到时自动失效',
    },
    options: {
      hours: {
        value: 'n',
        says: { en: 'how long it holds: 24, at most 720', zh: '有效多少小时：24，最多 720' },
      },
    },
    examples: [
      [
        'deckle preview content/autumn.md',
        { en: 'what is in the file, pushed or not', zh: '文件里的内容，无论是否已推送' },
      ],
      [
        'deckle preview autumn --hours 1',
        { en: 'what is on the blog, whatever that will be', zh: '博客上的内容，随其变化' },
      ],
    ],
    load: () => import('../commands/preview.ts'),
  },
  {
    name: 'open',
    takes: '[file | slug]',
    says: { en: 'shows the blog, or a post, in a browser', zh: '在浏览器中打开博客或文章' },
    options: { print: { says: { en: 'print the address only', zh: '只显示地址' } } },
    examples: [['deckle open content/autumn.md']],
    load: () => import('../commands/open.ts'),
  },
]
