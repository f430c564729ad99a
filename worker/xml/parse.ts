import { XMLParser } from 'fast-xml-parser'
import { referencedCharacter } from './characters.ts'
import { CARRIAGE_RETURN_STAND_IN, DEPTH_MAX, NAME_PREFIX, wellFormed } from './well-formed.ts'
import type { XmlProblem } from './well-formed.ts'

export type { XmlProblem } from './well-formed.ts'

export type XmlElement = {
  /** As written, with its prefix: `soap:Envelope`. */
  readonly name: string
  readonly localName: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /**
   * The text directly inside, exactly as sent once references are decoded: not trimmed, line
   * breaks as they came. Blanks between children are layout and left out.
   */
  readonly text: string
}

/** A node as the tree builder leaves it: `{ [key]: content }`, attributes beside it in `:@`. */
type BuiltNode = Readonly<Record<string, unknown>>

const ATTRIBUTES = ':@'
const TEXT = '#text'
const CDATA = '#cdata'
const ATTRIBUTE_PREFIX = '@_'

/** Every convenience is off: `00042` stays `00042`, and references are decoded once, here. */
const treeBuilder = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE_PREFIX,
  textNodeName: TEXT,
  cdataPropName: CDATA,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  htmlEntities: false,
  jPath: false,
  maxNestedTags: DEPTH_MAX,
})

/** The root element of a well-formed document without a DOCTYPE; never a part of a torn one. */
export function parseXml(document: string): XmlElement | XmlProblem {
  const checked = wellFormed(document)
  if (checked.kind === 'xml-problem') {
    return checked
  }
  const built = nodesOf(treeBuilder.parse(checked.markup))
  const roots = elementsAmong(built)
  const root = roots[0]
  if (root === undefined || roots.length > 1 || countElements(root) !== checked.elementCount) {
    throw new Error('xml: the tree builder and the well-formedness check disagree')
  }
  return root
}

/** The first child of that name, whatever its prefix. */
export function child(element: XmlElement, localName: string): XmlElement | null {
  return element.children.find((candidate) => candidate.localName === localName) ?? null
}

export function childrenNamed(element: XmlElement, localName: string): readonly XmlElement[] {
  return element.children.filter((candidate) => candidate.localName === localName)
}

/** The text of the first child of that name; null when there is no such child, `''` when empty. */
export function childText(element: XmlElement, localName: string): string | null {
  return child(element, localName)?.text ?? null
}

function elementsAmong(nodes: readonly BuiltNode[]): XmlElement[] {
  const elements: XmlElement[] = []
  for (const node of nodes) {
    const key = Object.keys(node).find((candidate) => candidate.startsWith(NAME_PREFIX))
    if (key !== undefined) {
      elements.push(elementOf(node, key))
    }
  }
  return elements
}

function elementOf(node: BuiltNode, key: string): XmlElement {
  const name = key.slice(NAME_PREFIX.length)
  const inside = nodesOf(node[key])
  const children = elementsAmong(inside)
  let text = ''
  for (const one of inside) {
    text += textOf(one)
  }
  return {
    name,
    localName: name.slice(name.indexOf(':') + 1),
    attributes: attributesOf(node),
    children,
    text: children.length > 0 && isBlank(text) ? '' : text,
  }
}

function textOf(node: BuiltNode): string {
  const text = node[TEXT]
  if (typeof text === 'string') {
    return decodeReferences(withCarriageReturns(text))
  }
  return nodesOf(node[CDATA])
    .map((section) => section[TEXT])
    .filter((section) => typeof section === 'string')
    .map(withCarriageReturns)
    .join('')
}

/** Without a prototype, so that `attributes.constructor` is what the document says, or nothing. */
function attributesOf(node: BuiltNode): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = Object.create(null)
  for (const [key, value] of Object.entries(node[ATTRIBUTES] ?? {})) {
    attributes[key.slice(ATTRIBUTE_PREFIX.length)] = decodeReferences(String(value))
  }
  return attributes
}

/** The ampersands come last, since `&amp;lt;` reads `&lt;`, and in one pass with the numbers. */
function decodeReferences(text: string): string {
  if (!text.includes('&')) {
    return text
  }
  const unquoted = text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
  return unquoted.replace(/&(?:amp|#[^;]+);/g, (reference) =>
    reference === '&amp;' ? '&' : (referencedCharacter(reference) ?? ''),
  )
}

function withCarriageReturns(text: string): string {
  return text.includes(CARRIAGE_RETURN_STAND_IN)
    ? text.replaceAll(CARRIAGE_RETURN_STAND_IN, '\r')
    : text
}

function isBlank(text: string): boolean {
  return /^[ \t\n\r]*$/.test(text)
}

function countElements(element: XmlElement): number {
  return element.children.reduce((count, inner) => count + countElements(inner), 1)
}

function nodesOf(built: unknown): readonly BuiltNode[] {
  return Array.isArray(built) ? (built as readonly BuiltNode[]) : []
}
