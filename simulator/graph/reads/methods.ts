import type { Item, Method } from '../../estate/types.ts'
import { notFound } from '../errors.ts'
import { type Call, collection, type Route } from '../route.ts'
import type { EntityType } from '../select.ts'
import { fromList } from '../source.ts'

function methodsOf(call: Call): readonly Method[] {
  const id = call.parameter('id')
  const found = call.state.estate.accounts.find(id)
  if (!found) throw notFound(id)
  return found.methods
}

/** A list of one kind does not say the kind with every row, as the mixed list does. */
function withoutType({ '@odata.type': _type, ...method }: Method): Item {
  return method
}

function ofKind(kind: string, path: string): Route {
  return collection({
    template: `/v1.0/users/{id}/authentication/${path}`,
    context: `users('{id}')/authentication/${path}`,
    types: [`v1.${kind}AuthenticationMethod` as EntityType],
    read: (call) =>
      fromList(
        methodsOf(call)
          .filter((method) => method['@odata.type'] === `#microsoft.graph.${kind}AuthenticationMethod`)
          .map(withoutType),
      ),
  })
}

/** Methods by kind, for whoever asks only for recovery information (identity reference, section c). */
export const methodRoutes: readonly Route[] = [
  ofKind('phone', 'phoneMethods'),
  ofKind('email', 'emailMethods'),
  ofKind('microsoftAuthenticator', 'microsoftAuthenticatorMethods'),
  ofKind('fido2', 'fido2Methods'),
  ofKind('windowsHelloForBusiness', 'windowsHelloForBusinessMethods'),
]
