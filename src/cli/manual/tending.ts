/** The manual of the commands that look after a blog, and after the command itself. */

import type { Command } from '../command.ts'

export const tending: Command[] = [
  {
    name: 'doctor',
    takes: '',
    says: { en: 'examines the blog, and says what to do', zh: '检查博客，并告诉你该做什么' },
    options: {
      full: {
        says: {
          en: 'hold all of the shelf against the ledger, not a sample',
          zh: '核对整个书架，而不是抽样',
        },
      },
      repair: {
        says: { en: 'the same, and write again what is wrong', zh: '同上，并重写不对的部分' },
      },
    },
    examples: [
      ['deckle doctor', { en: 'exit code 1 when something is red', zh: '有红色项目时退出码为 1' }],
    ],
    load: () => import('../commands/doctor.ts'),
  },
  {
    name: 'completion',
    takes: '<bash | zsh | fish>',
    says: { en: 'completes commands and options in your shell', zh: '为 shell 补全命令与选项' },
    options: {},
    examples: [
      ['source <(deckle completion bash)', { en: 'in ~/.bashrc', zh: '写在 ~/.bashrc 里' }],
      ['deckle completion fish > ~/.config/fish/completions/deckle.fish'],
    ],
    alone: true,
    load: () => import('../commands/completion.ts'),
  },
]
