import { expect, test } from 'bun:test'
import { XmlCData, XmlDocument, XmlElement as LibxmlElement, XmlText } from 'libxml2-wasm'
import type { XmlTreeNode } from 'libxml2-wasm'
import { parseXml } from '../../worker/xml/parse.ts'
import type { XmlElement } from '../../worker/xml/parse.ts'
import { randomFrom } from './random-text.ts'

const SEED = 20_261_125
const DOCUMENTS = 4_000

const WHOLE = `<r><a x="1">t&amp;<![CDATA[<z>]]></a><!-- c --><e:f xmlns:e="u" e:g='h'>é<c/></e:f></r>`

/** Whole instructions are missing: libxml2-wasm cannot walk past one. */
const PIECES = [
  '<a>|</a>|<b x="1">|</b>|<c/>|<e:f xmlns:e="u">|</e:f>|<__proto__/>|<a |<|>|=|/|"| x="2"| |\n|:',
  "<d y='&amp;'/>|'|-|1|é|text|&amp;|&lt;|&#233;|&#x1;|&|<!--|-->|--|<![CDATA[|]]>|<?|?>",
].flatMap((line) => line.split('|'))

/** Rules of libxml2 that go beyond well-formedness: undeclared prefixes, namespaces' URIs. */
const BEYOND = /namespace|URI/i

type Tree = { name: string; attributes: Record<string, string>; children: Tree[]; text: string }

test(`we and libxml2 accept the same documents and read the same in them (seed ${SEED})`, () => {
  const random = randomFrom(SEED)
  const disagreements: string[] = []
  let accepted = 0
  for (let count = 0; count < DOCUMENTS; count += 1) {
    const document = random(2) === 0 ? shuffled(random) : damaged(random)
    const theirs = libxmlTree(document)
    if (typeof theirs === 'string' && BEYOND.test(theirs)) {
      continue
    }
    const parsed = parseXml(document)
    const ours = 'kind' in parsed ? parsed.reason : ourTree(parsed)
    accepted += typeof ours === 'string' ? 0 : 1
    const agree =
      typeof ours === 'string' ? typeof theirs === 'string' : Bun.deepEquals(ours, theirs)
    if (!agree) {
      disagreements.push(`${document}\n${JSON.stringify({ ours, theirs })}`)
    }
  }
  expect(disagreements).toEqual([])
  // Else the test would be about refusals alone.
  expect(accepted).toBeGreaterThan(DOCUMENTS / 20)
})

function shuffled(random: (below: number) => number): string {
  const pieces = Array.from({ length: 1 + random(8) }, () => PIECES[random(PIECES.length)] ?? '')
  return `<r>${pieces.join('')}</r>`
}

function damaged(random: (below: number) => number): string {
  const at = random(WHOLE.length)
  const piece = random(2) === 0 ? '' : (PIECES[random(PIECES.length)] ?? '')
  return WHOLE.slice(0, at) + piece + WHOLE.slice(at + random(3))
}

function ourTree(element: XmlElement): Tree {
  const attributes = Object.entries(element.attributes).filter(
    ([name]) => !name.startsWith('xmlns'),
  )
  const children = element.children.map(ourTree)
  return {
    name: element.name,
    attributes: Object.fromEntries(attributes),
    children,
    text: element.text,
  }
}

function libxmlTree(document: string): Tree | string {
  try {
    const parsed = XmlDocument.fromString(document)
    const tree = treeOf(parsed.root)
    parsed.dispose()
    return tree
  } catch (error) {
    return String(error)
  }
}

function treeOf(element: LibxmlElement): Tree {
  const children: Tree[] = []
  let text = ''
  for (let node: XmlTreeNode | null = element.firstChild; node !== null; node = node.next) {
    if (node instanceof LibxmlElement) {
      children.push(treeOf(node))
    } else if (node instanceof XmlText || node instanceof XmlCData) {
      text += node.content
    }
  }
  const attributes = element.attrs.map((attribute) => [qualified(attribute), attribute.value])
  const isLayout = children.length > 0 && text.trim() === ''
  const name = qualified(element)
  return { name, attributes: Object.fromEntries(attributes), children, text: isLayout ? '' : text }
}

function qualified({ prefix, name }: { readonly prefix: string; readonly name: string }): string {
  return prefix === '' ? name : `${prefix}:${name}`
}
