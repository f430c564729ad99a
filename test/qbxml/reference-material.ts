/** Intuit's schemas and recorded answers lie beside the project, not in it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'

const ROOT = `${import.meta.dir}/../../../shared`

export const HAS_REFERENCE = existsSync(`${ROOT}/schema`)
export const WITHOUT_REFERENCE = HAS_REFERENCE
  ? ''
  : ' (skipped: the schemas and samples are not beside this checkout)'

export function referenceText(path: string): string {
  return readFileSync(`${ROOT}/${path}`, 'utf8')
}

export function referenceFiles(directory: string): string[] {
  return readdirSync(`${ROOT}/${directory}`)
    .filter((name) => name.endsWith('.xml'))
    .map((name) => `${directory}/${name}`)
}

/** What the schema says against a document; null when it is valid. */
export function schemaProblem(schema: string, xml: string): string | null {
  const document = XmlDocument.fromString(xml)
  try {
    validatorOf(schema).validate(document)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    document.dispose()
  }
}

/** The schemas at hand were derived from a model that lost this attribute of Intuit's own. */
export function withoutMacroUse(xml: string): string {
  return xml.replaceAll(/<(\w*Txn(?:Line)?ID) useMacro="[^"]*" \/>/g, '<$1>1A-1</$1>')
}

const validators = new Map<string, XsdValidator>()

function validatorOf(schema: string): XsdValidator {
  const known = validators.get(schema)
  if (known !== undefined) {
    return known
  }
  const document = XmlDocument.fromString(referenceText(`schema/${schema}`))
  const validator = XsdValidator.fromDoc(document)
  document.dispose()
  validators.set(schema, validator)
  return validator
}
