/** Whose books are open. */
import { childrenNamed } from '../xml/parse.ts'
import type { XmlElement } from '../xml/parse.ts'
import { INCLUDE_RET_ELEMENT_AND_OWNER } from './list-query.ts'
import { readText, readBool } from './ret.ts'

export const COMPANY_QUERY_RQ = INCLUDE_RET_ELEMENT_AND_OWNER

/** A private value an application keeps on an object; `FileID` is the Web Connector's. */
export type DataExtRet = {
  readonly OwnerID: string | null
  readonly DataExtName: string
  readonly DataExtValue: string | null
}

export type CompanyRet = {
  readonly kind: 'CompanyRet'
  readonly CompanyName: string
  readonly LegalCompanyName: string | null
  readonly IsSampleCompany: boolean
  /** The `{GUID}` the Web Connector stored in this company file for our application. */
  readonly FileID: string | null
  readonly DataExtRets: readonly DataExtRet[]
}

export function decodeCompanyRet(ret: XmlElement): CompanyRet | null {
  const CompanyName = readText(ret, 'CompanyName')
  if (CompanyName === null) {
    return null
  }
  const DataExtRets = childrenNamed(ret, 'DataExtRet').map(readDataExt)
  return {
    kind: 'CompanyRet',
    CompanyName,
    LegalCompanyName: readText(ret, 'LegalCompanyName'),
    IsSampleCompany: readBool(ret, 'IsSampleCompany') ?? false,
    FileID: DataExtRets.find((one) => one.DataExtName === 'FileID')?.DataExtValue ?? null,
    DataExtRets,
  }
}

function readDataExt(ret: XmlElement): DataExtRet {
  return {
    OwnerID: readText(ret, 'OwnerID'),
    DataExtName: readText(ret, 'DataExtName') ?? '',
    DataExtValue: readText(ret, 'DataExtValue'),
  }
}
