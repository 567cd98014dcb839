import { Element, clone, parse } from 'ltx';
import { NS } from './namespaces.ts';

export type { Element } from 'ltx';

type Child = Element | string | null | undefined;

/** Deepest nesting that is accepted: real stanzas stay below 15; the XML code recurses. */
const MAX_DEPTH = 64;

export type StanzaErrorType = 'auth' | 'cancel' | 'modify' | 'wait';

/** Builds an element; empty children are left out, strings become text. */
export function xml(name: string, attributes: Record<string, string> = {}, ...children: Child[]): Element {
  const element = new Element(name, attributes);
  for (const child of children) {
    if (typeof child === 'string') element.t(child);
    else if (child) element.cnode(child);
  }
  return element;
}

export function copyOf(element: Element): Element {
  return clone(element);
}

/** @returns the parsed element, or null when the text is not one well-formed element of sensible depth. */
export function parseStanza(text: string): Element | null {
  try {
    const element = parse(text);
    return isShallow(element) ? element : null;
  } catch {
    return null;
  }
}

function isShallow(root: Element): boolean {
  let level: Element[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return false;
    level = level.flatMap((element) => childElements(element));
  }
  return true;
}

export function childElements(element: Element): Element[] {
  return element.children.filter((child): child is Element => typeof child !== 'string');
}

export function attribute(element: Element, name: string): string | undefined {
  const value: unknown = element.attrs[name];
  return typeof value === 'string' ? value : undefined;
}

/** An error answer to a stanza (RFC 6120, 8.3); `extra` carries an application's own condition. */
export function errorReply(
  stanza: Element,
  type: StanzaErrorType,
  condition: string,
  text?: string,
  extra?: Element,
): Element {
  return xml(
    stanza.name,
    {
      type: 'error',
      ...definedAttributes({ id: attribute(stanza, 'id'), from: attribute(stanza, 'to') }),
    },
    xml(
      'error',
      { type },
      xml(condition, { xmlns: NS.stanzas }),
      extra,
      text === undefined ? null : xml('text', { xmlns: NS.stanzas }, text),
    ),
  );
}

/** The successful answer to a request; comes from whom it was sent to. */
export function resultReply(iq: Element, from: string, ...children: Child[]): Element {
  return xml('iq', { type: 'result', from, ...definedAttributes({ id: attribute(iq, 'id') }) }, ...children);
}

function definedAttributes(attributes: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** The parts of an address `local@host/resource` (RFC 7622); absent parts are empty. */
export interface Address {
  readonly bare: string;
  readonly local: string;
  readonly host: string;
  readonly resource: string;
}

export function parseAddress(text: string): Address {
  const slash = text.indexOf('/');
  const bare = (slash < 0 ? text : text.slice(0, slash)).toLowerCase();
  const at = bare.indexOf('@');
  return {
    bare,
    local: at < 0 ? '' : bare.slice(0, at),
    host: bare.slice(at + 1),
    resource: slash < 0 ? '' : text.slice(slash + 1),
  };
}
