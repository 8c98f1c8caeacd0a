/** The workerd processes that this one started, as Linux shows them. */

import { readdirSync, readFileSync } from 'node:fs'

const PAGE = 4096

/** Process ids of those that run now, oldest first. */
export function listWorkerd(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter(isOurs)
    .sort((a, b) => a - b)
}

/** Kills them without a word, as a power cut would. */
export function killWorkerd(): void {
  for (const pid of listWorkerd()) process.kill(pid, 'SIGKILL')
}

/** Bytes that they hold in memory together, or some of them. */
export function residentBytes(pids = listWorkerd()): number {
  const pages = pids.map((pid) => Number(readProc(pid, 'statm').split(' ')[1] ?? 0))
  return pages.reduce((sum, each) => sum + each, 0) * PAGE
}

function isOurs(pid: number): boolean {
  // pid (comm) state ppid …
  const [, comm, parent] = /^\d+ \((.*)\) \S (\d+)/.exec(readProc(pid, 'stat')) ?? []
  return comm === 'workerd' && Number(parent) === process.pid
}

/** Empty for a process that has gone meanwhile. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
