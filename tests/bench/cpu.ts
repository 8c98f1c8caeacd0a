/** CPU time by the kernel's own accounting, of a process and all its threads. Linux only. */

import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Microseconds the process has spent on a CPU: the first field of each thread's schedstat. */
export function cpuMicroseconds(pid: number): number {
  let nanoseconds = 0
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const schedstat = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8')
    nanoseconds += Number(schedstat.split(' ')[0])
  }
  return nanoseconds / 1000
}

/** The runtime that this process has started: its newest child that runs `workerd`. */
export function findWorkerd(): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOurs(name))
  const pid = children.map(Number).sort((a, b) => b - a)[0]
  if (!pid) throw new Error('No workerd is running under this process.')
  return pid
}

function isOurs(pid: string): boolean {
  try {
    // pid (comm) state ppid …
    const [, comm, parent] =
      /^\d+ \((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return comm === 'workerd' && Number(parent) === process.pid
  } catch {
    return false // it ended while we looked
  }
}

/** Gives the runtime one core and the load the other, where the system can. */
export function pin(pid: number, core: number): void {
  try {
    execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' })
  } catch {
    console.log('taskset is missing: figures will spread more')
  }
}
