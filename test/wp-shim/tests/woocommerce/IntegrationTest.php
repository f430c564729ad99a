<?php
/**
 * Our place among WooCommerce's settings.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Settings\Integration;
use Tillbridge\Tests\Person;
use Tillbridge\Tests\WooCommerceCase;

require_once dirname( __DIR__, 2 ) . '/cases/Person.php';

/**
 * WooCommerce › Settings › Integration.
 */
final class IntegrationTest extends WooCommerceCase {

	use Person;

	public function test_tillbridge_is_one_of_the_integrations_and_needs_no_save_button(): void {
		$this->sign_in( 'administrator' );
		$integration = WC()->integrations->get_integrations()['tillbridge'] ?? null;
		self::assertInstanceOf( Integration::class, $integration );
		$page = self::printed( array( $integration, 'admin_options' ) );
		self::assertStringContainsString( 'name="tillbridge_code"', $page );
		self::assertStringContainsString( '<label for="tillbridge_code">', $page );
		self::assertTrue( $GLOBALS['hide_save_button'] );
		unset( $GLOBALS['hide_save_button'] );
	}
}
