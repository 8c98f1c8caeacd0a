/** CPU time by the kernel's own accounting, of a process and all its threads. Linux only. */

import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { listWorkerd } from '../workerd.ts'

/** Microseconds the process has spent on a CPU: the first field of each thread's schedstat. */
export function cpuMicroseconds(pid: number): number {
  let nanoseconds = 0
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const schedstat = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8')
    nanoseconds += Number(schedstat.split(' ')[0])
  }
  return nanoseconds / 1000
}

/** The runtime that this process has started last. */
export function findWorkerd(): number {
  const pid = listWorkerd().at(-1)
  if (!pid) throw new Error('No workerd is running under this process.')
  return pid
}

/** Gives the runtime one core and the load the other, where the system can. */
export function pin(pid: number, core: number): void {
  try {
    execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' })
  } catch {
    console.log('taskset is missing: figures will spread more')
  }
}
