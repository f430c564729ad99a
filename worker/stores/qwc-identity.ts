/** Tillbridge as the Web Connector knows it: one OwnerID for every installation, for ever. */
export const TILLBRIDGE_OWNER_ID = '{7f0c1b52-6a3e-4d8e-9b57-2c1d64e0a9f3}'
