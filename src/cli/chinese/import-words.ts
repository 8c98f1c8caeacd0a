/** What is wrong with an old site's archive or export, in Chinese beside the words of `import/`. */

import type { Pair } from './pair.ts'

export const IMPORT_WORDS: Pair[] = [
  ['This is no ZIP archive, or it is cut short.', '这不是 ZIP 归档，或不完整。'],
  [
    'The archive is a ZIP64, of more than 4 GiB or 65,535 files: unpack it and name the folder.',
    '归档是 ZIP64，超过 4 GiB 或 65,535 个文件：请解开它，再指明文件夹。',
  ],
  ['The archive is cut short.', '归档不完整。'],
  [
    'The archive unpacks to more than 4 GiB: unpack it and name the folder.',
    '归档解开后超过 4 GiB：请解开它，再指明文件夹。',
  ],
  ['The archive holds more than {} files.', '归档里的文件超过 {0} 个。'],
  ['The list of the archive cannot be read.', '无法读取归档的目录。'],
  ['{} is not in the archive.', '{0} 不在归档里。'],
  ['{} is an absolute path. The archive is refused.', '{0} 是绝对路径。不收这个归档。'],
  ['{} leads out of the archive, which is refused.', '{0} 指向归档之外。不收这个归档。'],
  [
    '{} is a link. The archive is refused: pack the file it leads to.',
    '{0} 是链接。不收这个归档：请打包它指向的文件。',
  ],
  [
    '{} is encrypted: unpack the archive and name the folder.',
    '{0} 是加密的：请解开归档，再指明文件夹。',
  ],
  ['{} is larger than {} MiB.', '{0} 大于 {1} MiB。'],
  [
    '{} unpacks to {} times its size. The archive is refused.',
    '{0} 解开后是原来的 {1} 倍大。不收这个归档。',
  ],
  ['{} is packed in a way that is not understood ({}).', '{0} 的压缩方式不认识（{1}）。'],
  ['{} is not what the archive says it is: it is damaged.', '{0} 与归档所说的不符：它已损坏。'],
  [
    '{} cannot be unpacked, or unpacks to more than the archive says.',
    '{0} 无法解开，或解开后比归档所说的大。',
  ],
  ['This is no WordPress export.', '这不是 WordPress 的导出文件。'],
  [
    'Make one in WordPress: Tools, Export, All content.',
    '请在 WordPress 里导出：工具 → 导出 → 所有内容。',
  ],
  ['This is no Ghost export.', '这不是 Ghost 的导出文件。'],
  [
    'Make one in Ghost: Settings, Import/Export, Export content.',
    '请在 Ghost 里导出：Settings → Import/Export → Export content。',
  ],
]
