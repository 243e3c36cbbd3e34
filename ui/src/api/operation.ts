// The operation log, and undo.
import { commands, type OperationFilter } from './types';

/** The operation that Ctrl+Z would undo; null when there is none. */
export const next = () => commands.operationNext();
/** Undoes an operation as a whole. */
export const undo = (opId: string) => commands.operationUndo(opId);
/** Lists operations, newest first. */
export const operations = (filter: OperationFilter, offset: number, limit: number) => commands.operationList(filter, offset, limit);
/** Lists what an operation changed. */
export const changes = (opId: string, offset: number, limit: number) => commands.operationShow(opId, offset, limit);
