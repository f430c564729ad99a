<?php
/**
 * What all tests of the plugin stand on.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests;

use PHPUnit\Framework\TestCase;
use Tillbridge\Connection;
use Tillbridge\Outbox;
use function Tillbridge\Installation\outbox_table;

/**
 * A test that finds the site as it was before it, and no network but Network.
 *
 * All that a test writes is one transaction and is rolled back. What ends a transaction (CREATE and
 * DROP TABLE) has to be put back by the test itself.
 */
abstract class PluginCase extends TestCase {

	/**
	 * Of the store that connect() connects to.
	 */
	const SECRET = 'a secret with ümlauts';

	/**
	 * The hooks as they stood before the test.
	 *
	 * @var array<string, \WP_Hook>
	 */
	private $hooks = array();

	/**
	 * The plugin's settings as they stood before the test.
	 *
	 * @var array<string, string>
	 */
	private $settings = array();

	/**
	 * How many errors the database had before the test.
	 *
	 * @var int
	 */
	private $database_errors = 0;

	/**
	 * Begins.
	 */
	protected function setUp(): void {
		global $wpdb, $wp_filter;
		parent::setUp();
		$this->hooks = array_map( static fn ( \WP_Hook $hook ): \WP_Hook => clone $hook, $wp_filter );
		Network::reset();
		wp_cache_flush();
		$this->settings = self::settings();
		$wpdb->query( 'START TRANSACTION' );
		// A site that was used has rows and a connection of its own; they are back after the rollback.
		foreach ( array( 'outbox', 'ledger', 'nonces' ) as $table ) {
			$wpdb->query( "DELETE FROM {$wpdb->prefix}tillbridge_$table" );
		}
		$wpdb->query( "DELETE FROM $wpdb->options WHERE option_name LIKE '%tillbridge\\_%' AND option_name <> 'tillbridge_schema'" );
		wp_cache_flush();
		$this->database_errors = count( $GLOBALS['EZSQL_ERROR'] ?? array() );
		add_action(
			'doing_it_wrong_run',
			static function ( string $name, string $message ): void {
				if ( 'wpdb::prepare' === $name ) {
					throw new \LogicException( "$name: $message" );
				}
			},
			10,
			2
		);
	}

	/**
	 * Puts everything back.
	 */
	protected function tearDown(): void {
		global $wpdb, $wp_filter, $wp_rest_server;
		// First of all: a test may have filtered what is said to the database.
		$wp_filter = $this->hooks;
		$last_ids  = array( $wpdb->posts => 0, $wpdb->users => 0 );
		foreach ( $last_ids as $table => $zero ) {
			$last_ids[ $table ] = (int) $wpdb->get_var( "SELECT MAX(ID) FROM $table" );
		}
		$wpdb->query( 'ROLLBACK' );
		$errors = array_slice( $GLOBALS['EZSQL_ERROR'] ?? array(), $this->database_errors );
		$this->keep_ids( $last_ids );
		wp_cache_flush();
		wp_set_current_user( 0 );
		$wp_rest_server = null;
		Network::reset();
		parent::tearDown();
		self::assertSame( $this->settings, self::settings(), 'What this test wrote is still there: something in it ended the transaction.' );
		self::assertSame( array(), array_filter( $errors, static fn ( array $error ): bool => false !== strpos( $error['query'], 'tillbridge' ) ) );
	}

	/**
	 * What the site's own database has of the plugin's settings.
	 *
	 * @return array<string, string>
	 */
	private static function settings(): array {
		global $wpdb;
		$rows = $wpdb->get_results( "SELECT option_name, option_value FROM $wpdb->options WHERE option_name LIKE 'tillbridge\\_%' ORDER BY option_name", ARRAY_A );
		return array_column( $rows, 'option_value', 'option_name' );
	}

	/**
	 * An ID is given once, also where a rollback takes the counting back with it (SQLite): the plugin
	 * remembers for as long as the process lasts which subjects it marked.
	 *
	 * @param array<string, int> $last_ids By table.
	 */
	private function keep_ids( array $last_ids ): void {
		global $wpdb;
		if ( ! $wpdb instanceof \WP_SQLite_DB ) {
			return;
		}
		$columns = array( $wpdb->posts => 'post_title', $wpdb->users => 'user_login' );
		foreach ( $last_ids as $table => $last_id ) {
			if ( (int) $wpdb->get_var( "SELECT MAX(ID) FROM $table" ) < $last_id ) {
				$wpdb->insert( $table, array( 'ID' => $last_id, $columns[ $table ] => 'tillbridge-last-id' ) );
				$wpdb->delete( $table, array( 'ID' => $last_id ) );
			}
		}
	}

	/**
	 * Connects the shop by a code, as a person does.
	 *
	 * @param array<string, string> $code Instead of `url`, `storeID` and `secret`.
	 */
	protected function connect( array $code = array() ): void {
		$connected = Connection\connect( self::code( $code ) );
		self::assertTrue( $connected, is_wp_error( $connected ) ? $connected->get_error_message() : '' );
	}

	/**
	 * A connection code.
	 *
	 * @param array<string, string> $code Instead of `url`, `storeID` and `secret`.
	 */
	protected static function code( array $code = array() ): string {
		$whole = array_merge(
			array(
				'url'     => 'https://bridge.example',
				'storeID' => 'k3f9x2',
				'secret'  => self::SECRET,
			),
			$code
		);
		return rtrim( strtr( base64_encode( (string) wp_json_encode( $whole ) ), '+/', '-_' ), '=' );
	}

	/**
	 * The rows of the outbox by subject, as the database has them.
	 *
	 * @return array<string, array<string, string|null>>
	 */
	protected static function outbox(): array {
		global $wpdb;
		$rows = $wpdb->get_results( 'SELECT * FROM ' . outbox_table() . ' ORDER BY subject', ARRAY_A );
		return array_column( $rows, null, 'subject' );
	}

	/**
	 * A customer with an account.
	 *
	 * @return int Their ID.
	 */
	protected static function subscriber(): int {
		$name = 'customer-' . wp_generate_password( 12, false );
		$id   = wp_insert_user(
			array(
				'user_login' => $name,
				'user_email' => "$name@shop.example",
				'user_pass'  => 'secret',
				'role'       => 'subscriber',
			)
		);
		self::assertIsInt( $id );
		return $id;
	}

	/**
	 * Marks subjects and lets them be due.
	 *
	 * @param string ...$subjects Such as `order:1042`.
	 */
	protected static function due( string ...$subjects ): void {
		Outbox\mark( $subjects );
		self::settle();
	}

	/**
	 * Lets all rows be due now, as they are when their time has passed.
	 */
	protected static function settle(): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET due_at = %d', outbox_table(), time() - 1 ) );
	}
}
