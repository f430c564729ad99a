<?php
/**
 * The body of a request to `POST /shop/{storeID}/changes`, protocol 1.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Envelope;

use Tillbridge\Connection;
use Tillbridge\Delivery_State;
use const Tillbridge\VERSION;

defined( 'ABSPATH' ) || exit;

const PROTOCOL = 1;

/**
 * What the Worker is told of the shop and its changes.
 *
 * @param list<string> $changes JSON of each.
 */
function envelope( array $changes ): string {
	$head = wp_json_encode(
		array(
			'protocol'      => PROTOCOL,
			'epoch'         => Connection\epoch(),
			'outcomesAfter' => Delivery_State\state()['outcomes_after'],
			'shop'          => array(
				'url'              => Connection\shop_url(),
				'timeZone'         => wp_timezone_string(),
				'currency'         => (string) get_option( 'woocommerce_currency' ),
				'decimals'         => (int) get_option( 'woocommerce_price_num_decimals', 2 ),
				'pricesIncludeTax' => 'yes' === get_option( 'woocommerce_prices_include_tax' ),
				'taxRoundedAt'     => 'yes' === get_option( 'woocommerce_tax_round_at_subtotal' ) ? 'subtotal' : 'line',
				'woocommerce'      => defined( 'WC_VERSION' ) ? (string) constant( 'WC_VERSION' ) : '',
				'wordpress'        => (string) get_bloginfo( 'version' ),
				'php'              => PHP_VERSION,
				'plugin'           => VERSION,
			),
		),
		JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES
	);
	return substr( (string) $head, 0, -1 ) . ',"changes":[' . implode( ',', $changes ) . ']}';
}
