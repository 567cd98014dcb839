import { describe, expect, it } from '@jest/globals';
import type { Service } from '../service.ts';
import { runWithBuilders } from './dev.ts';

/** Stands for a service: notes what becomes of it. */
class Part {
  stops = 0;
  readonly logFile = 'build.log';
  onUnexpectedExit: Service['onUnexpectedExit'];
  readonly name: string;
  readonly #starting: Promise<void>;

  constructor(name: string, starting = Promise.resolve()) {
    this.name = name;
    this.#starting = starting;
  }

  start(): Promise<void> {
    return this.#starting;
  }

  tail(): string {
    return `the log of ${this.name}`;
  }

  stop(): Promise<void> {
    this.stops += 1;
    return Promise.resolve();
  }
}

const never = new Promise<void>(() => undefined);

class Stack extends Part {
  readonly failed = new Promise<string>(() => undefined);
}

const stack = () => new Stack('stack');
const isReady = () => undefined;

describe('running beside builders', () => {
  it('ends everything when a builder does not start', async () => {
    const [running, first] = [stack(), new Part('build-api')];
    const broken = new Part('build-web', Promise.reject(new Error('no such option')));
    await expect(runWithBuilders(running, [first, broken], never, isReady)).rejects.toThrow('no such option');
    expect([running, first, broken].map(({ stops }) => stops > 0)).toEqual([true, true, true]);
  });

  it('ends everything when a person ends it while a builder still starts', async () => {
    const [running, slow] = [stack(), new Part('build-web', never)];
    await runWithBuilders(running, [slow], Promise.resolve(), isReady);
    expect([running, slow].map(({ stops }) => stops > 0)).toEqual([true, true]);
  });

  it('ends everything when a builder ends by itself', async () => {
    const [running, builder] = [stack(), new Part('build-web')];
    await runWithBuilders(running, [builder], never, () => {
      builder.onUnexpectedExit?.(builder, 'exit code 1');
    });
    expect([running, builder].map(({ stops }) => stops > 0)).toEqual([true, true]);
    expect(process.exitCode).toBe(1);
    process.exitCode = 0;
  });

  it('tells when all have started', async () => {
    let end: () => void = () => undefined;
    const ending = new Promise<void>((resolve) => {
      end = resolve;
    });
    await runWithBuilders(stack(), [new Part('build-api'), new Part('build-web')], ending, () => {
      end();
    });
    await ending;
  });
});
