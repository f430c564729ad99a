/** One response, before it is XML: its status and what it returns. */
import type { Cents } from '../money/cents.ts'
import { formatCents } from '../money/cents.ts'
import { asciiXml } from '../xml/write.ts'
import type { XmlMarkup } from '../xml/write.ts'
import type { RememberedResponse } from './books.ts'

export type Status = Pick<RememberedResponse, 'statusCode' | 'statusSeverity' | 'statusMessage'>

/**
 * A child of a Ret: its text, or its own children. It is only spelled out when it is sent: of a
 * long list IncludeRetElement leaves little.
 */
export type Part = { readonly name: string; readonly content: string | readonly Part[] }
export type Ret = { readonly name: string; readonly parts: readonly Part[] }

export type Answer = Status & {
  readonly rets: readonly Ret[]
  /** What stands in the response itself, with no object around it. */
  readonly bare?: readonly Part[]
  readonly attributes?: Readonly<Record<string, string>>
  readonly recovery?: Readonly<Record<string, string>>
}

/** Of severity Error; QuickBooks has called one Info. */
export type Refusal = Answer & { readonly statusSeverity: 'Error' | 'Info' }

export function done(rets: readonly Ret[], recovery?: Readonly<Record<string, string>>): Answer {
  return {
    statusCode: 0,
    statusSeverity: 'Info',
    statusMessage: 'Status OK',
    rets,
    ...(recovery === undefined ? {} : { recovery }),
  }
}

export function refusal(statusCode: number, statusMessage: string): Refusal {
  return { statusCode, statusSeverity: 'Error', statusMessage, rets: [] }
}

export function isRefusal(outcome: unknown): outcome is Refusal {
  return typeof outcome === 'object' && outcome !== null && 'statusSeverity' in outcome
}

/** What a query found, and which of the things it named are not there. */
export function found(rets: readonly Ret[], missing: readonly string[] = []): Answer {
  const attributes = { retCount: String(rets.length) }
  const [first] = missing
  if (first !== undefined) {
    const said = 'The query request has not been fully completed. There was a required element'
    return {
      statusCode: 500,
      statusSeverity: 'Warn',
      statusMessage: `${said} ("${first}") that could not be found in QuickBooks.`,
      rets,
      attributes,
    }
  }
  if (rets.length === 0) {
    return {
      statusCode: 1,
      statusSeverity: 'Info',
      statusMessage: 'A query request did not find a matching object in QuickBooks',
      rets,
      attributes,
    }
  }
  return { ...done(rets), attributes }
}

/** Nothing for a value that is not there, as in QuickBooks. */
export function leaf(name: string, value: unknown): Part[] {
  const content = textOf(value)
  return content === '' ? [] : [{ name, content }]
}

function textOf(value: unknown): string {
  const isScalar = typeof value === 'number' || typeof value === 'boolean'
  return typeof value === 'string' || isScalar ? String(value) : ''
}

export function leaves(
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Part[] {
  const parts: Part[] = []
  for (const name of names) {
    const content = textOf(fields[name])
    if (content !== '') {
      parts.push({ name, content })
    }
  }
  return parts
}

export function amountLeaf(name: string, amount: Cents): Part[] {
  return leaf(name, formatCents(amount))
}

export function branch(name: string, parts: readonly Part[]): Part[] {
  return parts.length === 0 ? [] : [{ name, content: parts }]
}

export function markupOf(parts: readonly Part[]): XmlMarkup[] {
  return parts.map(({ name, content }) =>
    asciiXml.element(name, {}, typeof content === 'string' ? content : markupOf(content)),
  )
}

/** IncludeRetElement leaves out everything it does not name, identity included. */
export function withOnly(ret: Ret, names: readonly string[] | undefined): Ret {
  if (names === undefined || names.length === 0) {
    return ret
  }
  return { ...ret, parts: ret.parts.filter((part) => names.includes(part.name)) }
}
