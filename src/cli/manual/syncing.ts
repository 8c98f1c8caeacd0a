/** The manual of the commands that make a folder and a blog equal. */

import type { Command, Option } from '../command.ts'

export const dryRun: Option = {
  says: { en: 'tell what would be done, and do nothing', zh: '只说会做什么，什么都不做' },
}

export const syncing: Command[] = [
  {
    name: 'push',
    takes: '[folder | files…]',
    says: { en: 'sends what has changed here', zh: '发送本地的改动' },
    options: {
      'dry-run': dryRun,
      mine: {
        says: { en: 'what is here wins where both have changed', zh: '两边都改过时以本地为准' },
      },
      prune: {
        says: {
          en: 'remove from the blog what the folder does not have, after asking',
          zh: '询问后从博客上删除文件夹里没有的文章',
        },
      },
      yes: { says: { en: 'do not ask', zh: '不要询问' } },
      watch: {
        says: {
          en: 'go on whenever a file changes, and show the folder in a browser meanwhile',
          zh: '文件一改就继续推送，同时在浏览器里显示文件夹',
        },
      },
    },
    examples: [
      ['deckle push', { en: 'content/, or the folder you are in', zh: 'content/，或当前文件夹' }],
      ['deckle push --dry-run', { en: 'look first', zh: '先看一看' }],
      [
        'deckle push --watch',
        { en: 'while you write; drafts are shown on your machine', zh: '边写边推；草稿在本机可看' },
      ],
      [
        'deckle push content/autumn.md',
        { en: 'one post and its pictures', zh: '一篇文章及其图片' },
      ],
      [
        'DECKLE_TOKEN=… deckle push --blog https://blog.example --json',
        { en: 'in a script', zh: '在脚本里' },
      ],
    ],
    load: () => import('../commands/push.ts'),
  },
  {
    name: 'pull',
    takes: '[files | slugs…]',
    says: {
      en: 'writes what has changed on the blog, byte for byte',
      zh: '逐字节写回博客上的改动',
    },
    options: {
      'dry-run': dryRun,
      into: {
        value: 'folder',
        says: { en: 'where, instead of content/', zh: '放在哪里，而不是 content/' },
      },
      force: { says: { en: 'replace what was changed here', zh: '覆盖本地的改动' } },
      beside: {
        says: {
          en: "put the blog's version next to yours, as <file>.blog",
          zh: '把博客上的版本放在旁边，名为 <文件>.blog',
        },
      },
    },
    examples: [
      ['deckle pull', { en: 'everything that is newer there', zh: '取回那边所有较新的' }],
      [
        'deckle pull content/autumn.md',
        { en: "take the blog's version of this one", zh: '这一篇用博客上的版本' },
      ],
    ],
    load: () => import('../commands/pull.ts'),
  },
  {
    name: 'status',
    takes: '[folder]',
    says: { en: 'how folder and blog differ', zh: '文件夹与博客有何不同' },
    options: {},
    examples: [
      [
        'deckle status',
        { en: 'exit code 1 when something is in conflict', zh: '有冲突时退出码为 1' },
      ],
    ],
    load: () => import('../commands/status.ts'),
  },
]
