/** The queries over QuickBooks' lists, judged by Intuit's own schema and by a company's answers. */
import { describe, expect, test } from 'bun:test'
import { PLAIN_COMPANY } from '../../worker/posting/company.ts'
import type { CompanyFacts } from '../../worker/posting/company.ts'
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

const FULL: CompanyFacts = {
  ...PLAIN_COMPANY,
  isMultiCurrencyOn: true,
  isUsingClasses: true,
  isUsingPriceLevels: true,
  isUsingInventorySites: true,
}

const EVERYTHING = {
  isMultiCurrencyOn: true,
  isUsingClasses: true,
  isUsingPriceLevels: true,
  hasInventorySites: true,
} as const

/** The oldest version we speak, and the newest in each edition. */
const READERS = [
  { schema: 'qbxml130-us-rq.xsd', version: '13.0', edition: 'US' },
  { schema: 'qbxml160-us-rq.xsd', version: '16.0', edition: 'US' },
  { schema: 'qbxml160-ca-rq.xsd', version: '16.0', edition: 'CA' },
  { schema: 'qbxml160-uk-rq.xsd', version: '16.0', edition: 'UK' },
] as const

function problemsOf(request: QbxmlRequest): readonly (string | null)[] {
  return READERS.map(({ schema, ...reader }) => {
    const { xml } = encodeMessageSet({ ...reader, requests: [{ requestID: '1', request }] })
    return schemaProblem(schema, xml)
  })
}

const NO_PROBLEMS = READERS.map(() => null)

describe.skipIf(!HAS_REFERENCE)('Intuit’s schema of every edition takes', () => {
  test.each(MIRRORED_LISTS)('the reading of the list %p, whole and from a time on', (list) => {
    for (const from of [null, '2026-08-05T00:00:00']) {
      expect(problemsOf(startOf(list, from))).toEqual(NO_PROBLEMS)
    }
  })

  test.each(PAGED_LISTS)('the next page of the list %p', (list) => {
    const id = '{7e17ab1e-0000-4000-8000-000000000001}'
    expect(problemsOf(nextPageOf(list, id))).toEqual(NO_PROBLEMS)
  })

  test('the question what is gone', () => {
    expect(problemsOf(deletedSince('2026-08-05T00:00:00', FULL))).toEqual(NO_PROBLEMS)
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
  expect(typesAsked(deletedSince('2026-08-05T00:00:00', FULL))).toEqual(kept.toSorted())
  // A company is not asked for what it does without.
  const lacked = ['Class', 'Currency', 'InventorySite', 'PriceLevel']
  expect(typesAsked(deletedSince('2026-08-05T00:00:00', PLAIN_COMPANY))).toEqual(
    kept.filter((type) => !lacked.includes(type)).toSorted(),
  )
})

function typesAsked({ content }: QbxmlRequest): readonly string[] {
  return 'ListDelType' in content ? content.ListDelType.toSorted() : []
}
