<?php
/**
 * What only another process can show: a request that dies after it saved, and a whole page.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Tests\WooCommerceCase;
use function Tillbridge\Installation\outbox_table;
use function Tillbridge\Tests\setting;

require_once __DIR__ . '/Shop.php';

/**
 * Where this runtime can start a process.
 */
final class OtherProcessTest extends WooCommerceCase {

	use Shop;

	/**
	 * A process is needed, and a site that it finds.
	 */
	protected function setUp(): void {
		parent::setUp();
		if ( '' === setting( 'TILLBRIDGE_WORDPRESS' ) || ! function_exists( 'proc_open' ) || '' === PHP_BINARY ) {
			$this->markTestSkipped( 'Needs to start a process: run it on a full site (TILLBRIDGE_WORDPRESS).' );
		}
		// The other process would wait for the rows that this one's transaction holds.
		$GLOBALS['wpdb']->query( 'ROLLBACK' );
	}

	/**
	 * Each death.
	 *
	 * @dataProvider deaths
	 */
	public function test_an_order_saved_by_a_request_that_dies_waits( string $way ): void {
		global $wpdb;
		$said    = $this->run_process( $way );
		$matched = preg_match( '/^order:\d+$/m', $said, $found );
		self::assertSame( 1, $matched, $said );
		// What the other process committed is seen from here on, and is cleared away.
		wp_cache_flush();
		$row = $wpdb->get_row( $wpdb->prepare( 'SELECT * FROM %i WHERE subject = %s', outbox_table(), $found[0] ), ARRAY_A );
		wc_get_order( (int) substr( $found[0], 6 ) )->delete( true );
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE subject = %s', outbox_table(), $found[0] ) );
		self::assertIsArray( $row );
		self::assertSame( 'waiting', $row['state'] );
	}

	public function deaths(): array {
		return array(
			'it ends at once'                => array( 'exit' ),
			'nobody catches an error'        => array( 'an error nobody catches' ),
			'memory runs out'                => array( 'out of memory' ),
			'the process is killed outright' => array( 'killed' ),
		);
	}

	/**
	 * Each page.
	 *
	 * @dataProvider pages
	 */
	public function test_a_page_that_is_seen_asks_the_database_for_nothing_of_ours_and_calls_nobody( string $path ): void {
		$lines = explode( "\n", trim( $this->run_process( "see $path" ) ) );
		$cost  = json_decode( (string) end( $lines ), true );
		self::assertIsArray( $cost, implode( "\n", $lines ) );
		self::assertGreaterThan( 10, $cost['all'] );
		self::assertGreaterThan( 1000, $cost['bytes'] );
		self::assertSame( array(), $cost['ours'] );
		self::assertSame( 0, $cost['calls'] );
	}

	public function pages(): array {
		return array(
			'the front page' => array( '/' ),
			'the shop'       => array( '/shop/' ),
		);
	}

	/**
	 * Runs another process on the same site to its end.
	 *
	 * @param string $what It is to do.
	 * @return string What it said.
	 */
	private function run_process( string $what ): string {
		$process = proc_open(
			array( PHP_BINARY, '-d', 'memory_limit=512M', '-d', 'display_errors=stderr', __DIR__ . '/other-process.php', $what ),
			array( 1 => array( 'pipe', 'w' ), 2 => array( 'file', '/dev/null', 'w' ) ),
			$pipes
		);
		self::assertIsResource( $process );
		$said = (string) stream_get_contents( $pipes[1] );
		proc_close( $process );
		return $said;
	}
}
