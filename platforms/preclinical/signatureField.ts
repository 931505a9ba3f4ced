/** The trigger's optional signature check. */
import type { INodeProperties } from 'n8n-workflow';

/**
 * `signature`: the webhook secret of Preclinical is documented as being for HMAC signatures, but not the header or the
 * algorithm. So the user can configure them, or leave this out.
 */
export const signatureField: INodeProperties = {
	displayName: 'Signature',
	name: 'signature',
	type: 'collection',
	placeholder: 'Add signature setting',
	default: {},
	description:
		'Also require an HMAC signature of the raw body. Preclinical does not document how it signs: fill this in from a delivery that you have inspected. Needs the Webhook Signing Secret in the credential.',
	options: [
		{
			displayName: 'Algorithm',
			name: 'algorithm',
			type: 'options',
			default: 'sha256',
			options: [
				{ name: 'HMAC-SHA1', value: 'sha1' },
				{ name: 'HMAC-SHA256', value: 'sha256' },
				{ name: 'HMAC-SHA512', value: 'sha512' },
			],
		},
		{
			displayName: 'Encoding',
			name: 'encoding',
			type: 'options',
			default: 'hex',
			options: [
				{ name: 'Base64', value: 'base64' },
				{ name: 'Hexadecimal', value: 'hex' },
			],
		},
		{
			displayName: 'Header',
			name: 'header',
			type: 'string',
			default: '',
			placeholder: 'e.g. x-signature',
			description: 'Name of the header that carries the signature; nothing is checked without it',
		},
	],
};
