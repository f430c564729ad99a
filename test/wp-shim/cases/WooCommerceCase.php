<?php
/**
 * What the tests stand on that need WooCommerce itself.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests;

/**
 * A test that is skipped, by its name, where there is no WooCommerce.
 */
abstract class WooCommerceCase extends PluginCase {

	/**
	 * Begins.
	 */
	protected function setUp(): void {
		if ( ! class_exists( 'WooCommerce' ) ) {
			$this->markTestSkipped( 'Needs WooCommerce: say where it is in TILLBRIDGE_WOOCOMMERCE or TILLBRIDGE_WORDPRESS.' );
		}
		parent::setUp();
	}

	/**
	 * Without a beginning there is nothing to put back.
	 */
	protected function tearDown(): void {
		if ( class_exists( 'WooCommerce' ) ) {
			parent::tearDown();
		}
	}

	/**
	 * Whether orders are stored in WooCommerce's own tables in this run, and not as posts.
	 */
	protected static function is_hpos(): bool {
		return \Automattic\WooCommerce\Utilities\OrderUtil::custom_orders_table_usage_is_enabled();
	}
}
