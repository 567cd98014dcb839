import type { ShippedTexts } from '../message-texts.ts';
import { afterwards } from './afterwards.ts';
import { booking } from './booking.ts';
import { changes } from './changes.ts';
import { session } from './session.ts';

/** Every message in English. */
export const en: ShippedTexts = { ...booking, ...session, ...changes, ...afterwards };
