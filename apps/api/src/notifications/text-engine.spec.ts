import { describe, expect, it } from '@jest/globals';
import { asParagraphs, renderText, TextProblem } from './text-engine.ts';

const problemOf = (source: string, words: object = {}): string => {
  try {
    return renderText(source, words);
  } catch (failure) {
    if (failure instanceof TextProblem) return `problem: ${failure.message}`;
    throw failure;
  }
};

describe('a text that an administrator writes', () => {
  it('is filled in, and chooses', () => {
    expect(
      renderText('{{ other }}{% if refund %}, {{ refund }}{% endif %}', { other: 'Ida', refund: null }),
    ).toBe('Ida');
  });

  it('never reads what people typed as a template', () => {
    expect(renderText('{{ other }}', { other: '{{ secret }}{% raw %}', secret: 'x' })).toBe(
      '{{ secret }}{% raw %}',
    );
  });

  it.each([
    ['names what there is not', '{{ nobody }}', 'undefined variable: nobody'],
    ['is not finished', '{% if paid %}', 'tag {% if paid %} not closed'],
    ['uses a filter that there is not', '{{ "a" | shell }}', 'undefined filter: shell'],
    ['includes a file', "{% render '/etc/passwd' %}", 'Failed to lookup'],
    ['reaches for what an object inherits', '{{ other.constructor }}', 'undefined variable'],
    ['makes too much', '{% for i in (1..100000000) %}x{% endfor %}', 'memory'],
  ])('is refused when it %s', (_what, source, expected) => {
    expect(problemOf(source, { paid: true, other: 'Ida' })).toContain(`problem: `);
    expect(problemOf(source, { paid: true, other: 'Ida' })).toContain(expected);
  });

  it('is told what is wrong on one line', () => {
    expect(problemOf('one\ntwo {{ nobody }}')).not.toContain('\n');
  });
});

describe('paragraphs', () => {
  it('are parted by empty lines, and empty ones are left out', () => {
    expect(asParagraphs('One\nline.\n\n \n\nAnother.\n')).toEqual(['One line.', 'Another.']);
  });
});
