/** The manual of the commands that let others write, and tell what they wrote. */

import { SCOPES } from '../../post/scopes.ts'
import type { Command } from '../command.ts'

export const sharing: Command[] = [
  {
    name: 'tokens',
    takes: '[create | rotate | revoke <name>]',
    says: {
      en: 'lets other people and machines write, each with a token of its own',
      zh: '让别的人和机器写作，每个都有自己的令牌',
    },
    options: {
      scopes: {
        value: 'list',
        says: {
          en: `what it may do, of ${SCOPES.join(' ')}; else create, media, read, update`,
          zh: `它可以做什么，从 ${SCOPES.join(' ')} 中选；否则是 create、media、read、update`,
        },
      },
      days: {
        value: 'n',
        says: {
          en: 'how long it lasts: else 90; 0 is for ever',
          zh: '有效多少天：否则 90；0 是永远',
        },
      },
    },
    examples: [
      [
        'deckle tokens',
        { en: 'who may write, and when they last did', zh: '谁可以写，上次是何时' },
      ],
      [
        'deckle tokens create laptop',
        { en: 'shown once: keep it at once', zh: '只显示一次：请立刻保存' },
      ],
      [
        'deckle tokens create intern --scopes draft --days 30',
        { en: 'may write drafts, and publish nothing', zh: '可以写草稿，不能发布' },
      ],
      [
        'deckle tokens rotate laptop',
        { en: 'another secret; the old one ends at once', zh: '换一个；旧的立刻失效' },
      ],
      ['deckle tokens revoke laptop', { en: 'ends it at once', zh: '立刻失效' }],
      ['deckle tokens create ci --json', { en: 'in a script', zh: '在脚本里' }],
    ],
    load: () => import('../commands/tokens.ts'),
  },
  {
    name: 'log',
    takes: '[slug | file]',
    says: { en: 'who wrote what and when', zh: '谁在何时写了什么' },
    options: {
      count: {
        value: 'n',
        says: { en: 'how many of the newest: else 20', zh: '最近的多少条：否则 20' },
      },
    },
    examples: [
      [
        'deckle log',
        { en: 'the newest first, with the hash of what was left', zh: '最新的在前，附内容的哈希' },
      ],
      ['deckle log hello', { en: 'what happened to one post', zh: '一篇文章的经过' }],
      ['deckle log --count 1000 --json', { en: 'in a script', zh: '在脚本里' }],
    ],
    load: () => import('../commands/log.ts'),
  },
]
