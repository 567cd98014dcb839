import type { Environment } from '../../src/env.ts';

/** Settings as they were given, from what they were read as; without those that are read as a thing of their own, such as a store. */
export const settingsOf = (environment: Environment): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => asSetting(name, value)));

function asSetting(name: string, value: Environment[keyof Environment]): [string, string][] {
  if (Array.isArray(value))
    return value.every((part) => typeof part === 'string') ? [[name, value.join(',')]] : [];
  return value === undefined || typeof value === 'object' ? [] : [[name, String(value)]];
}
