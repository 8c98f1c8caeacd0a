/** Every command of `deckle`, with what its help says. */

import type { Command, Option } from './command.ts'

const dry: Option = { says: 'tell what would be done, and do nothing' }
export const commands: Command[] = [
  {
    name: 'login',
    takes: '[url]',
    says: {
      en: 'keeps the token of a blog, for you alone to read',
      zh: '保存一个博客的令牌，只有你能读',
    },
    options: { out: { says: 'forget the token' } },
    examples: [
      ['deckle login https://blog.example', 'asks for the token and tries it'],
      ['deckle login https://blog.example < token.txt', 'where nobody can be asked'],
    ],
    load: () => import('./commands/login.ts'),
  },
  {
    name: 'new',
    takes: '<title>',
    says: { en: 'begins a post', zh: '新建一篇文章' },
    options: {
      page: { says: 'a page such as /about' },
      into: { value: 'folder', says: 'where, instead of content/' },
    },
    examples: [['deckle new "Autumn in Shanghai"', 'content/2026-11-22-autumn-in-shanghai.md']],
    load: () => import('./commands/new.ts'),
  },
  {
    name: 'check',
    takes: '[folder | files…]',
    says: {
      en: 'reads posts as the blog would, and tells what is wrong',
      zh: '像博客那样读取文章，指出错误',
    },
    options: { strict: { says: 'warnings are errors, too' } },
    examples: [['deckle check content/', 'needs no blog and no network']],
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'push',
    takes: '[folder | files…]',
    says: { en: 'sends what has changed here', zh: '发送本地的改动' },
    options: {
      'dry-run': dry,
      mine: { says: 'what is here wins where both have changed' },
      prune: { says: 'remove from the blog what the folder does not have, after asking' },
      yes: { says: 'do not ask' },
    },
    examples: [
      ['deckle push', 'content/, or the folder you are in'],
      ['deckle push --dry-run', 'look first'],
      ['deckle push content/autumn.md', 'one post and its pictures'],
      ['DECKLE_TOKEN=… deckle push --blog https://blog.example --json', 'in a script'],
    ],
    load: () => import('./commands/push.ts'),
  },
  {
    name: 'pull',
    takes: '[files | slugs…]',
    says: {
      en: 'writes what has changed on the blog, byte for byte',
      zh: '逐字节写回博客上的改动',
    },
    options: {
      'dry-run': dry,
      into: { value: 'folder', says: 'where, instead of content/' },
      force: { says: 'replace what was changed here' },
      beside: { says: "put the blog's version next to yours, as <file>.blog" },
    },
    examples: [
      ['deckle pull', 'everything that is newer there'],
      ['deckle pull content/autumn.md', "take the blog's version of this one"],
    ],
    load: () => import('./commands/pull.ts'),
  },
  {
    name: 'status',
    takes: '[folder]',
    says: { en: 'how folder and blog differ', zh: '文件夹与博客有何不同' },
    options: {},
    examples: [['deckle status', 'exit code 1 when something is in conflict']],
    load: () => import('./commands/status.ts'),
  },
  {
    name: 'open',
    takes: '[file | slug]',
    says: { en: 'shows the blog, or a post, in a browser', zh: '在浏览器中打开博客或文章' },
    options: { print: { says: 'print the address only' } },
    examples: [['deckle open content/autumn.md', '']],
    load: () => import('./commands/open.ts'),
  },
  {
    name: 'doctor',
    takes: '',
    says: { en: 'examines the blog, and says what to do', zh: '检查博客，并告诉你该做什么' },
    options: { repair: { says: 'write every page again from the ledger' } },
    examples: [['deckle doctor', 'exit code 1 when something is red']],
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'completion',
    takes: '<bash | zsh | fish>',
    says: { en: 'completes commands and options in your shell', zh: '为 shell 补全命令与选项' },
    options: {},
    examples: [
      ['source <(deckle completion bash)', 'in ~/.bashrc'],
      ['deckle completion fish > ~/.config/fish/completions/deckle.fish', ''],
    ],
    load: () => import('./commands/completion.ts'),
  },
]

export const findCommand = (name: string): Command | null =>
  commands.find((each) => each.name === name) ?? null
