/** Whose books are open. */
import { childrenNamed } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { decodeDataExtRet } from './data-ext.ts'
import type { DataExtRet } from './data-ext.ts'
import { INCLUDE_RET_ELEMENT_AND_OWNER } from './list-query.ts'
import { readText, readBool } from './ret.ts'

export const COMPANY_QUERY_RQ = INCLUDE_RET_ELEMENT_AND_OWNER

export type CompanyRet = {
  readonly kind: 'CompanyRet'
  readonly CompanyName: string
  readonly LegalCompanyName: string | null
  readonly IsSampleCompany: boolean
  /** The `{GUID}` the Web Connector stored in this company file for our application. */
  readonly FileID: string | null
  /** Private values that applications keep in the file; `FileID` is the Web Connector's. */
  readonly DataExtRets: readonly DataExtRet[]
}

export function decodeCompanyRet(ret: XmlElement): CompanyRet | null {
  const CompanyName = readText(ret, 'CompanyName')
  if (CompanyName === null) {
    return null
  }
  const DataExtRets = childrenNamed(ret, 'DataExtRet').flatMap((one) => decodeDataExtRet(one) ?? [])
  return {
    kind: 'CompanyRet',
    CompanyName,
    LegalCompanyName: readText(ret, 'LegalCompanyName'),
    IsSampleCompany: readBool(ret, 'IsSampleCompany') ?? false,
    FileID: DataExtRets.find((one) => one.DataExtName === 'FileID')?.DataExtValue ?? null,
    DataExtRets,
  }
}
