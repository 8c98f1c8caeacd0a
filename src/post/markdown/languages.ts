/**
 * The languages that code is highlighted in; each is loaded when a post first has it. Like stands beside like: gzip
 * remembers 32 KiB, so the Worker is two kilobytes smaller than in the order of the alphabet.
 */

import type { LanguageFn } from 'highlight.js'

type Loader = () => Promise<{ default: LanguageFn }>

export const LANGUAGES: Readonly<Record<string, Loader>> = {
  cpp: () => import('highlight.js/lib/languages/cpp'),
  c: () => import('highlight.js/lib/languages/c'),
  go: () => import('highlight.js/lib/languages/go'),
  csharp: () => import('highlight.js/lib/languages/csharp'),
  rust: () => import('highlight.js/lib/languages/rust'),
  java: () => import('highlight.js/lib/languages/java'),
  python: () => import('highlight.js/lib/languages/python'),
  makefile: () => import('highlight.js/lib/languages/makefile'),
  scala: () => import('highlight.js/lib/languages/scala'),
  lua: () => import('highlight.js/lib/languages/lua'),
  haskell: () => import('highlight.js/lib/languages/haskell'),
  kotlin: () => import('highlight.js/lib/languages/kotlin'),
  ruby: () => import('highlight.js/lib/languages/ruby'),
  javascript: () => import('highlight.js/lib/languages/javascript'),
  dart: () => import('highlight.js/lib/languages/dart'),
  php: () => import('highlight.js/lib/languages/php'),
  markdown: () => import('highlight.js/lib/languages/markdown'),
  dockerfile: () => import('highlight.js/lib/languages/dockerfile'),
  nginx: () => import('highlight.js/lib/languages/nginx'),
  ini: () => import('highlight.js/lib/languages/ini'),
  yaml: () => import('highlight.js/lib/languages/yaml'),
  json: () => import('highlight.js/lib/languages/json'),
  xml: () => import('highlight.js/lib/languages/xml'),
  typescript: () => import('highlight.js/lib/languages/typescript'),
  diff: () => import('highlight.js/lib/languages/diff'),
  sql: () => import('highlight.js/lib/languages/sql'),
  bash: () => import('highlight.js/lib/languages/bash'),
  css: () => import('./css-grammar.ts'),
}

const ALIASES: Readonly<Record<string, string>> = {
  'c#': 'csharp',
  'c++': 'cpp',
  cc: 'cpp',
  cjs: 'javascript',
  console: 'bash',
  cs: 'csharp',
  docker: 'dockerfile',
  golang: 'go',
  h: 'c',
  hpp: 'cpp',
  hs: 'haskell',
  html: 'xml',
  js: 'javascript',
  json5: 'json',
  jsonc: 'json',
  jsx: 'javascript',
  kt: 'kotlin',
  make: 'makefile',
  md: 'markdown',
  mjs: 'javascript',
  objc: 'c',
  patch: 'diff',
  py: 'python',
  python3: 'python',
  rb: 'ruby',
  rs: 'rust',
  scss: 'css',
  sh: 'bash',
  shell: 'bash',
  svg: 'xml',
  toml: 'ini',
  ts: 'typescript',
  tsx: 'typescript',
  vue: 'xml',
  yml: 'yaml',
  zsh: 'bash',
}

/** The language that a code fence names, or null when there is none of that name. */
export function findLanguage(name: string): string | null {
  const lower = name.toLowerCase().replace(/^\{?\.?|[{,:}].*$/g, '')
  const language = Object.hasOwn(ALIASES, lower) ? (ALIASES[lower] ?? '') : lower
  return Object.hasOwn(LANGUAGES, language) ? language : null
}
