/** What the system's error codes mean, in a few words that end a sentence. */

import { speak } from './language.ts'

const MEANINGS: [codes: RegExp, en: string, zh: string][] = [
  [/^ENOTFOUND$/, 'there is no host of that name, or no network', '没有这个主机，或没有网络'],
  [/^(EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ENETDOWN)$/, 'is there a network?', '网络通吗？'],
  [/^ECONNREFUSED$/, 'nothing listens there', '那里没有程序在听'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'the connection broke', '连接断了'],
  [/^(ETIMEDOUT|TimeoutError|UND_ERR_\w*TIMEOUT)$/, 'it took too long', '太久没有回应'],
  [/CERT|SELF_SIGNED|LEAF_SIGNATURE/, 'its certificate cannot be trusted', '它的证书不可信'],
  [/^ENOENT$/, 'it does not exist', '它不存在'],
  [/^(EACCES|EPERM)$/, 'you are not allowed to', '没有权限'],
  [/^EISDIR$/, 'it is a folder', '它是文件夹'],
  [/^ENOTDIR$/, 'a part of its path is a file', '路径中间有一段是文件'],
  [/^(ENOSPC|EDQUOT)$/, 'the disk is full', '磁盘已满'],
  [/^EROFS$/, 'nothing can be written there', '那里不能写入'],
  [/^ENAMETOOLONG$/, 'the name is too long', '名字太长'],
  [/^ELOOP$/, 'links lead in a circle', '链接绕成了圈'],
  [/^(EMFILE|ENFILE)$/, 'too many files are open', '打开的文件太多'],
]

/** `nothing listens there (ECONNREFUSED)`; the code alone where nobody has explained it. */
export function meaningOf(code: string): string {
  const found = MEANINGS.find(([codes]) => codes.test(code))
  return found ? speak({ en: `${found[1]} (${code})`, zh: `${found[2]}（${code}）` }) : code
}
