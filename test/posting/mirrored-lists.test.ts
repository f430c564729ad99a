/** The queries over QuickBooks' lists, judged by Intuit's own schema and by a company's answers. */
import { describe, expect, test } from 'bun:test'
import { listEntry } from '../../worker/posting/entry-of-ret.ts'
import {
  deletedSince,
  isPaged,
  listDeletedAs,
  MIRRORED_LISTS,
  nextPageOf,
  PAGED_LISTS,
  startOf,
} from '../../worker/posting/mirrored-lists.ts'
import { encodeMessageSet } from '../../worker/qbxml/message-set.ts'
import { LIST_DEL_TYPE } from '../../worker/qbxml/list-deleted.ts'
import type { QbxmlRequest } from '../../worker/qbxml/requests.ts'
import { ask, newCompany } from '../practice/ask.ts'
import { HAS_REFERENCE, referenceText, schemaProblem } from '../qbxml/reference-material.ts'

const EVERYTHING = {
  isMultiCurrencyOn: true,
  isUsingClasses: true,
  isUsingPriceLevels: true,
  hasInventorySites: true,
} as const

function encoded(request: QbxmlRequest): string {
  return encodeMessageSet({ version: '13.0', requests: [{ requestID: '1', request }] }).xml
}

describe.skipIf(!HAS_REFERENCE)('Intuit’s schema takes', () => {
  test.each(MIRRORED_LISTS)('the reading of the list %p, whole and from a time on', (list) => {
    for (const from of [null, '2026-08-05T00:00:00']) {
      expect(schemaProblem('qbxml130-us-rq.xsd', encoded(startOf(list, from)))).toBeNull()
    }
  })

  test.each(PAGED_LISTS)('the next page of the list %p', (list) => {
    const id = '{7e17ab1e-0000-4000-8000-000000000001}'
    expect(schemaProblem('qbxml130-us-rq.xsd', encoded(nextPageOf(list, id)))).toBeNull()
  })

  test('the question what is gone', () => {
    const request = deletedSince('2026-08-05T00:00:00')
    expect(schemaProblem('qbxml130-us-rq.xsd', encoded(request))).toBeNull()
  })
})

/** A node of Intuit's operations file as data: requests and responses with what they hold. */
type Node = {
  readonly name?: string
  readonly children?: readonly Node[]
  /** Of a choice. */
  readonly alts?: readonly (readonly Node[])[]
}

function within({ children = [], alts = [] }: Node): readonly Node[] {
  return [...children, ...alts.flat()]
}

function named(node: Node, name: RegExp): readonly Node[] {
  const own = name.test(node.name ?? '') ? [node] : []
  return [...own, ...within(node).flatMap((child) => named(child, name))]
}

function namesIn(node: Node): readonly string[] {
  return within(node).flatMap((child) => (child.name === undefined ? namesIn(child) : [child.name]))
}

describe.skipIf(!HAS_REFERENCE)('QuickBooks’ answer knows', () => {
  const model = HAS_REFERENCE
    ? (JSON.parse(referenceText('schema/qbxml160.model.json')) as Node)
    : {}

  test.each(MIRRORED_LISTS)('every element that is asked for of the list %p', (list) => {
    const { name, content } = startOf(list, null)
    const responses = named(model, new RegExp(`^${name.replace(/Rq$/, 'Rs')}$`))
    const known = responses.flatMap((response) => named(response, /Ret$/).flatMap(namesIn))
    const { IncludeRetElement: asked = [] } = content as { IncludeRetElement?: readonly string[] }
    expect(asked.length).toBeGreaterThan(3)
    expect(asked.filter((element) => !known.includes(element))).toEqual([])
  })
})

describe('what is asked for', () => {
  test.each(MIRRORED_LISTS)(
    'of the list %p tells which entry it is, and when it changed',
    (list) => {
      const { company } = newCompany(EVERYTHING)
      const [response] = ask(company, startOf(list, null))
      expect(response?.kind).toBe('response')
      const rets = response?.kind === 'response' ? response.rets : []
      for (const ret of rets) {
        expect(listEntry(ret)).toMatchObject({ list, fullName: expect.stringMatching(/./) })
        expect(ret).toMatchObject({ TimeModified: expect.stringMatching(/^\d{4}-/) })
      }
    },
  )

  test('comes in pages where a list may be long, and in one answer elsewhere', () => {
    for (const list of MIRRORED_LISTS) {
      const { attributes } = startOf(list, null)
      expect([list, attributes?.iterator]).toEqual([list, isPaged(list) ? 'Start' : undefined])
    }
  })
})

test('what is gone is known by its list; what we keep no list of is passed over', () => {
  expect(listDeletedAs('Customer')).toBe('customer')
  expect(listDeletedAs('ItemSalesTaxGroup')).toBe('item')
  expect(listDeletedAs('DateDrivenTerms')).toBe('terms')
  expect(listDeletedAs('Employee')).toBeNull()
  const kept = LIST_DEL_TYPE.filter((type) => listDeletedAs(type) !== null)
  expect(deletedSince('2026-08-05').content).toMatchObject({
    ListDelType: expect.arrayContaining(kept),
  })
})
