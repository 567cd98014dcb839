import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const NANOSECONDS_PER_MS = 1e6;
const KIBIBYTE = 1024;

/** Whether the CPU time of another process can be read here: on Linux only. */
export const canReadCpu = existsSync(`/proc/${process.pid}/schedstat`);

/**
 * CPU time that a process has used so far, in milliseconds: the sum over its threads (first field of
 * `/proc/<pid>/task/<tid>/schedstat`, nanoseconds on a CPU; Linux, Documentation/scheduler/sched-stats). Threads that
 * ended are not in it; Node keeps its own for life.
 */
export function cpuMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) => {
    const [onCpu = '0'] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    return Number(onCpu);
  });
  return nanoseconds.reduce((sum, value) => sum + value, 0) / NANOSECONDS_PER_MS;
}

/** Memory of a process that is in RAM (resident set), in bytes. */
export function residentBytes(pid: number): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  const kibibytes = Number(stdout.trim());
  if (!Number.isFinite(kibibytes) || kibibytes === 0) throw new Error(`ps knows nothing of process ${pid}`);
  return kibibytes * KIBIBYTE;
}
