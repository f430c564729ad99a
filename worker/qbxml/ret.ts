/**
 * Reading what QuickBooks answers: by name, in any order, past elements we do not know. Only what
 * identifies an object must be there; `IncludeRetElement` may have kept the rest away.
 */
import { parseCents } from '../money/cents.ts'
import type { Cents } from '../money/cents.ts'
import { child, childText } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'

/** A reference as QuickBooks gives it: both, as a rule. */
export type RefRet = { readonly ListID: string | null; readonly FullName: string | null }

type Stamps = {
  readonly TimeCreated: string | null
  readonly TimeModified: string | null
  readonly EditSequence: string | null
}
export type ListHead = Stamps & {
  readonly ListID: string
  readonly Name: string
  /** With its parents: `Parent:Child`. Of a list without parents, the name. */
  readonly FullName: string
  readonly IsActive: boolean
}
export type TxnHead = Stamps & { readonly TxnID: string }

/** Every list has its `Name` but one: a sales rep goes by `Initial`. */
export function readListHead(ret: XmlElement, nameElement = 'Name'): ListHead | null {
  const ListID = readText(ret, 'ListID')
  const FullName = readText(ret, 'FullName')
  const Name = readText(ret, nameElement) ?? FullName
  if (ListID === null || Name === null) {
    return null
  }
  return {
    ListID,
    ...readStamps(ret),
    Name,
    FullName: FullName ?? Name,
    IsActive: readBool(ret, 'IsActive') ?? true,
  }
}

export function readTxnHead(ret: XmlElement): TxnHead | null {
  const TxnID = readText(ret, 'TxnID')
  return TxnID === null ? null : { TxnID, ...readStamps(ret) }
}

function readStamps(ret: XmlElement): Stamps {
  return {
    TimeCreated: readText(ret, 'TimeCreated'),
    TimeModified: readText(ret, 'TimeModified'),
    EditSequence: readText(ret, 'EditSequence'),
  }
}

/** Null when the element is missing or empty. */
export function readText(ret: XmlElement, name: string): string | null {
  const text = childText(ret, name)
  return text === '' ? null : text
}

export function readAmount(ret: XmlElement, name: string): Cents | null {
  return parseCents(readText(ret, name)?.trim() ?? '')
}

export function readInt(ret: XmlElement, name: string): number | null {
  const text = readText(ret, name)?.trim() ?? ''
  return /^[+-]?\d{1,10}$/.test(text) ? Number(text) : null
}

export function readBool(ret: XmlElement, name: string): boolean | null {
  switch (readText(ret, name)?.trim().toLowerCase()) {
    case 'true':
    case '1':
      return true
    case 'false':
    case '0':
      return false
    case undefined:
    default:
      return null
  }
}

export function readRef(ret: XmlElement | null, name: string): RefRet | null {
  const ref = ret === null ? null : child(ret, name)
  if (ref === null) {
    return null
  }
  const read = { ListID: readText(ref, 'ListID'), FullName: readText(ref, 'FullName') }
  return read.ListID === null && read.FullName === null ? null : read
}
