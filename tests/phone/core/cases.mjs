// The cases that pytest wrote down: every one with the rules made of its checklist.
import { readFileSync } from 'node:fs';

export const cases = JSON.parse(readFileSync(process.env.AUDITAPP_CORE_CASES, 'utf8'));
