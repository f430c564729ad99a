<?php
/**
 * A person before the admin.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests;

use Tillbridge\Changes;
use const Tillbridge\Acts\NONCE;
use const Tillbridge\Acts\NONCE_FIELD;

/**
 * Where a request of the admin would have ended.
 */
final class RequestEnded extends \RuntimeException {
}

/**
 * For tests in which somebody is signed in, presses buttons and looks at screens.
 */
trait Person {

	/**
	 * Signs somebody in.
	 *
	 * @param string $role         Of WordPress; `administrator` may run the shop here, with or without WooCommerce.
	 * @param string $display_name How they are shown.
	 * @return int Their ID.
	 */
	protected function sign_in( string $role, string $display_name = 'Ana Lima' ): int {
		$user_id = 0;
		// Who is signed in is no news of the shop.
		Changes\hushed(
			static function () use ( $role, $display_name, &$user_id ): void {
				$user_id = wp_insert_user(
					array(
						'user_login'   => 'tillbridge-' . wp_generate_password( 12, false ),
						'user_pass'    => 'x',
						'user_email'   => wp_generate_password( 12, false ) . '@shop.example',
						'display_name' => $display_name,
						'role'         => $role,
					)
				);
			}
		);
		self::assertIsInt( $user_id );
		if ( 'administrator' === $role ) {
			( new \WP_User( $user_id ) )->add_cap( 'manage_woocommerce' );
		}
		wp_set_current_user( $user_id );
		return $user_id;
	}

	/**
	 * Presses a button of ours; says where the request went, or how it was refused.
	 *
	 * @param string                $act    Such as `disconnect`.
	 * @param array<string, string> $fields That go along; a good nonce, where none is among them.
	 */
	protected function press( string $act, array $fields = array() ): string {
		$_POST                       = array_merge( array( NONCE_FIELD => wp_create_nonce( NONCE ) ), $fields );
		$_REQUEST                    = $_POST;
		$_SERVER['HTTP_REFERER'] = admin_url( 'admin.php?page=wc-settings' );
		return $this->ending(
			static function () use ( $act ): void {
				do_action( 'admin_post_tillbridge_' . $act );
			}
		);
	}

	/**
	 * What came of the last button, as it is kept for the next page.
	 *
	 * @return array<string, mixed>
	 */
	protected static function said(): array {
		return (array) get_transient( 'tillbridge_said_' . get_current_user_id() );
	}

	/**
	 * How a request ends that redirects or dies.
	 *
	 * @param callable(): void $request What is asked.
	 */
	protected function ending( callable $request ): string {
		$die = static fn (): callable => static function ( $message, $title, $arguments ): void {
			throw new RequestEnded( 'refused ' . ( is_array( $arguments ) ? $arguments['response'] ?? '' : $arguments ) );
		};
		$go  = static function ( string $location ): string {
			throw new RequestEnded( $location );
		};
		add_filter( 'wp_die_handler', $die );
		add_filter( 'wp_redirect', $go );
		try {
			$request();
			return 'went on';
		} catch ( RequestEnded $ended ) {
			return $ended->getMessage();
		} finally {
			remove_filter( 'wp_die_handler', $die );
			remove_filter( 'wp_redirect', $go );
			$_POST    = array();
			$_REQUEST = array();
			$_GET     = array();
		}
	}

	/**
	 * What is printed.
	 *
	 * @param callable(): void $print Prints.
	 */
	protected static function printed( callable $print ): string {
		ob_start();
		try {
			$print();
		} finally {
			$printed = (string) ob_get_clean();
		}
		return $printed;
	}

	/**
	 * Goes to a screen of the admin.
	 *
	 * @param string $screen Its ID.
	 */
	protected static function go_to( string $screen ): void {
		require_once ABSPATH . 'wp-admin/includes/template.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-screen.php';
		require_once ABSPATH . 'wp-admin/includes/screen.php';
		set_current_screen( $screen );
	}
}
