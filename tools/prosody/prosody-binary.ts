import { findProgram, installFromDebian } from '../launcher/debian.ts';

/** Debian's Prosody, installed where that is possible; undefined where there is none. */
export function findOrInstallProsody(): string | undefined {
  if (findProsody() === undefined) installFromDebian('prosody');
  return findProsody();
}

/** The program of a Prosody on this machine. */
export function findProsody(): string | undefined {
  return findProgram('prosody');
}
