import { describe, expect, it } from '@jest/globals';
import { brandingInputSchema } from '@greenroom/contracts';
import { LOGO_MAX_BYTES, LOGO_TYPES, logoProblem } from './logo-file';

describe('a logo', () => {
  it.each(LOGO_TYPES)('of the largest size fits the contract as a data URL: %s', (type) => {
    const url = `data:${type};base64,${Buffer.alloc(LOGO_MAX_BYTES).toString('base64')}`;
    expect(logoProblem({ type, size: LOGO_MAX_BYTES })).toBeNull();
    expect(brandingInputSchema.shape.logo.safeParse(url).success).toBe(true);
  });

  it('is told what is wrong with it', () => {
    expect(logoProblem({ type: 'image/jpeg', size: 10 })).toBe('type');
    expect(logoProblem({ type: 'image/png', size: LOGO_MAX_BYTES + 1 })).toBe('size');
  });
});
