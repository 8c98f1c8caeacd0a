/** The manual of the command that brings another engine's blog in. */

import type { Command } from '../command.ts'

export const movingIn: Command[] = [
  {
    name: 'import',
    takes: '<folder | zip | xml | json>',
    says: {
      en: 'moves a blog of another engine in; first tells what would become of everything',
      zh: '从别的博客引擎搬入；先报告一切将会怎样',
    },
    options: {
      from: {
        value: 'engine',
        says: {
          en: 'jekyll, hexo, hugo, wordpress, ghost or markdown; guessed when not said',
          zh: 'jekyll、hexo、hugo、wordpress、ghost 或 markdown；不写则自行判断',
        },
      },
      yes: { says: { en: 'go on after the report', zh: '报告之后接着做' } },
      to: {
        value: 'folder',
        says: {
          en: 'write sources and pictures there instead of sending them',
          zh: '把原稿和图片写到那里，而不发送',
        },
      },
      'fetch-pictures': {
        says: { en: 'bring in pictures of other hosts', zh: '取来别的主机上的图片' },
      },
      dates: {
        value: 'rule',
        says: {
          en: "times without a zone: local (the site's), or jekyll (UTC, as Jekyll has it)",
          zh: '没有时区的时间：local（站点时区）或 jekyll（如 Jekyll 那样按 UTC）',
        },
      },
      mine: {
        says: {
          en: 'the old site wins where a post was changed on the blog',
          zh: '文章在博客上改过时以旧站为准',
        },
      },
      all: { says: { en: 'list everything, however long', zh: '全部列出，不论多长' } },
    },
    examples: [
      ['deckle import ~/old-blog', { en: 'look first', zh: '先看一看' }],
      [
        'deckle import ~/old-blog --to content',
        { en: 'files to go on with; then deckle push', zh: '写成文件接着用；再 deckle push' },
      ],
      ['deckle import export.xml --from wordpress --fetch-pictures --yes'],
    ],
    load: () => import('../commands/import.ts'),
  },
]
