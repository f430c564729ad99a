import { expect, test } from 'bun:test'
import type { Edition } from '../../worker/qbxml/edition.ts'
import { REQUESTS } from '../../worker/qbxml/requests.ts'
import { readMark } from '../../worker/qbxml/shape.ts'
import type { Field, FieldList, ValueType } from '../../worker/qbxml/shape.ts'
import { HAS_REFERENCE, referenceText, WITHOUT_REFERENCE } from './reference-material.ts'

/** A node of the model that Intuit's operations file 16.0 was read into. */
type Node = {
  readonly name?: string
  readonly type?: string
  readonly opt?: boolean
  readonly rep?: boolean
  readonly repmin?: number
  readonly since?: string
  readonly notIn?: readonly string[]
  readonly enum?: readonly string[]
  readonly maxLength?: Readonly<Record<string, number>>
  readonly macro?: boolean
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly children?: readonly Node[]
  readonly choice?: boolean
  readonly min?: number
  readonly max?: number | null
  readonly alts?: readonly (readonly Node[])[]
}

/** Not supported: we hold no card data, and no line of ours is referred to. */
const LEFT_OUT = ['CreditCardTxnInfo']

/** By Intuit's name of the edition. */
const EDITIONS: readonly (readonly [Edition, string])[] = [
  ['US', 'QBD'],
  ['CA', 'QBCA'],
  ['UK', 'QBUK'],
]

/** What a person sets up in Canada and the UK: agencies and their returns, and taxes on purchases. */
const LEFT_OUT_ABROAD: Readonly<Record<string, readonly string[]>> = {
  AccountAddRq: ['SalesTaxCodeRef'],
  CheckAddRq: ['IsTaxIncluded', 'SalesTaxCodeRef'],
  CustomerAddRq: ['SalesTaxCountry', 'TaxRegistrationNumber'],
  CustomerModRq: ['SalesTaxCountry', 'TaxRegistrationNumber'],
  ItemInventoryAddRq: ['IsTaxIncluded', 'PurchaseTaxCodeRef'],
  ItemNonInventoryAddRq: ['IsTaxIncluded', 'PurchaseTaxCodeRef'],
  ItemOtherChargeAddRq: ['IsTaxIncluded', 'PurchaseTaxCodeRef'],
  ItemServiceAddRq: ['IsTaxIncluded', 'PurchaseTaxCodeRef'],
  ItemSalesTaxAddRq: ['SalesTaxReturnLineRef'],
  VendorAddRq: [
    'SalesTaxCodeRef',
    'SalesTaxCountry',
    'IsSalesTaxAgency',
    'SalesTaxReturnRef',
    'TaxRegistrationNumber',
    'ReportingPeriod',
    'IsTaxTrackedOnPurchases',
    'TaxOnPurchasesAccountRef',
    'IsTaxTrackedOnSales',
    'TaxOnSalesAccountRef',
    'IsTaxOnTax',
  ],
}

/** Six characters longer there; the 15 of the United States fit all. */
const RESALE_NUMBER_ABROAD = 'ResaleNumber? STRTYPE:21'

test.skipIf(!HAS_REFERENCE).each(EDITIONS)(
  `every list has the elements, order, occurrence, length and version of the edition %s${WITHOUT_REFERENCE}`,
  (edition, theirEdition) => {
    const model = JSON.parse(referenceText('schema/qbxml160.model.json')) as Node
    const requests = model.children?.[0]?.children?.[0]?.children ?? []
    for (const [name, list] of Object.entries(REQUESTS)) {
      const theirs = requests.find((request) => request.name === name)
      expect([name, theirs !== undefined]).toEqual([name, true])
      const leftOut = [...LEFT_OUT, ...(edition === 'US' ? [] : (LEFT_OUT_ABROAD[name] ?? []))]
      const lines = theirLines(theirs?.children ?? [], '', { edition: theirEdition, leftOut })
      expect([name, ourLines(list, '', edition)]).toEqual([
        name,
        lines.map((line) => line.replace(RESALE_NUMBER_ABROAD, 'ResaleNumber? STRTYPE:15')),
      ])
    }
  },
)

test.skipIf(!HAS_REFERENCE)(`all that may define a macro does${WITHOUT_REFERENCE}`, () => {
  const model = JSON.parse(referenceText('schema/qbxml160.model.json')) as Node
  const requests = model.children?.[0]?.children?.[0]?.children ?? []
  for (const [name, list] of Object.entries(REQUESTS)) {
    const body = requests.find((request) => request.name === name)?.children?.[0]
    const [first] = list as FieldList
    const isOurs = first?.kind === 'group' && first.fields[0]?.kind === 'macro'
    expect([name, isOurs]).toEqual([name, body?.attrs?.defMacro !== undefined])
  }
})

const TYPES: Readonly<Record<ValueType, string>> = {
  text: 'STRTYPE',
  prose: 'STRTYPE',
  id: 'IDTYPE',
  txnID: 'IDTYPE macro',
  guid: 'GUIDTYPE',
  date: 'DATETYPE',
  datetime: 'DATETIMETYPE',
  bool: 'BOOLTYPE',
  int: 'INTTYPE',
  float: 'FLOATTYPE',
  amount: 'AMTTYPE',
  price: 'PRICETYPE',
  quantity: 'QUANTYPE',
  percent: 'PERCENTTYPE',
}

function ourLines(list: FieldList, indent: string, edition: Edition): string[] {
  return list
    .filter(({ editions }) => editions?.includes(edition) ?? true)
    .flatMap((field) => ourLine(field, indent, edition))
}

function ourLine(field: Field, indent: string, edition: Edition): string[] {
  const since = field.since === null ? '' : ` v${field.since}`
  switch (field.kind) {
    case 'macro':
      return []
    case 'choice':
      return [
        `${indent}one of ${field.required ? '1..1' : '0..1'}${since}`,
        ...field.alternatives.flatMap((one) => [
          `${indent}|`,
          ...ourLines(one, `${indent}  `, edition),
        ]),
      ]
    case 'sequence':
      return [
        `${indent}one of ${field.mark.endsWith('+') ? '1' : '0'}..n`,
        ...field.groups.flatMap((one) => [`${indent}|`, ...ourLine(one, `${indent}  `, edition)]),
      ]
    case 'value':
      return [`${indent}${field.mark} ${TYPES[field.type]}${lengthOf(field.lengthMax)}${since}`]
    case 'enum':
      return [`${indent}${field.mark} ${field.values.join('|')}${since}`]
    case 'ref':
      return [`${indent}${field.mark} ref${lengthOf(field.lengthMax)}${since}`]
    case 'group':
      return [
        `${indent}${field.mark} group${since}`,
        ...ourLines(field.fields, `${indent}  `, edition),
      ]
  }
}

type Theirs = { readonly edition: string; readonly leftOut: readonly string[] }

function theirLines(nodes: readonly Node[], indent: string, theirs: Theirs): string[] {
  const { edition, leftOut } = theirs
  return nodes
    .filter((node) => !node.notIn?.includes(edition) && !leftOut.includes(node.name ?? ''))
    .flatMap((node) => theirLine(node, indent, theirs))
}

function theirLine(node: Node, indent: string, theirs: Theirs): string[] {
  const since = node.since === undefined ? '' : ` v${node.since}`
  if (node.choice) {
    const max = node.max === null ? 'n' : node.max
    const alternatives = node.alts ?? []
    return [
      `${indent}one of ${node.min}..${max}${since}`,
      ...alternatives.flatMap((one) => [`${indent}|`, ...theirLines(one, `${indent}  `, theirs)]),
    ]
  }
  const mark = `${node.name}${occurrence(node)}`
  const children = node.children ?? []
  const isRef = children.map((child) => child.name).join() === 'ListID,FullName'
  if (isRef) {
    return [`${indent}${mark} ref${lengthOf(lengthIn(children[1], theirs))}${since}`]
  }
  if (children.length > 0) {
    return [`${indent}${mark} group${since}`, ...theirLines(children, `${indent}  `, theirs)]
  }
  if (node.enum !== undefined) {
    return [`${indent}${mark} ${node.enum.join('|')}${since}`]
  }
  const macro = node.macro || node.attrs?.useMacro !== undefined ? ' macro' : ''
  return [`${indent}${mark} ${node.type}${macro}${lengthOf(lengthIn(node, theirs))}${since}`]
}

function occurrence(node: Node): string {
  if (node.rep) {
    return node.repmin === 1 ? '+' : '*'
  }
  return node.opt ? '?' : ''
}

function lengthIn(node: Node | undefined, { edition }: Theirs): number | null {
  const entries = Object.entries(node?.maxLength ?? {})
  const ours = entries.find(
    ([editions]) => editions === '*' || editions.split('|').includes(edition),
  )
  return ours?.[1] ?? null
}

function lengthOf(length: number | null): string {
  return length === null ? '' : `:${length}`
}

test('a mark says how often an element may stand there', () => {
  expect(['Name', 'Name?', 'Name*', 'Name+'].map(readMark)).toEqual([
    { name: 'Name', occurs: 'one' },
    { name: 'Name', occurs: 'optional' },
    { name: 'Name', occurs: 'many' },
    { name: 'Name', occurs: 'some' },
  ])
})
