/** The manual of the commands that look after a blog, and after the command itself. */

import type { Command } from '../command.ts'

export const tending: Command[] = [
  {
    name: 'doctor',
    takes: '',
    says: { en: 'examines the blog, and says what to do', zh: '检查博客，并告诉你该做什么' },
    options: {
      repair: {
        says: { en: 'write every page again from the ledger', zh: '从账本重写每一个页面' },
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
    load: () => import('../commands/completion.ts'),
  },
]
