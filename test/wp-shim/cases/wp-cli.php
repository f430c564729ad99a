<?php
/**
 * As much of WP-CLI as a command meets, for tests that run without it: it writes down what is said.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests {

	/**
	 * Thrown where WP-CLI would end the process.
	 */
	final class Command_Ended extends \Error {}
}

namespace {

	/**
	 * Stands where WP-CLI would.
	 */
	class WP_CLI {

		/**
		 * What was said, in its order.
		 *
		 * @var list<string>
		 */
		public static $said = array();

		/** @param string $text Said. */
		public static function log( $text ): void {
			self::$said[] = $text;
		}

		/** @param string $text Said. */
		public static function line( $text = '' ): void {
			self::$said[] = $text;
		}

		/** @param string $text Said. */
		public static function success( $text ): void {
			self::$said[] = "Success: $text";
		}

		/** @param string|\WP_Error $text Why it ends with 1. */
		public static function error( $text ): void {
			throw new \Tillbridge\Tests\Command_Ended( is_wp_error( $text ) ? $text->get_error_message() : $text );
		}

		/**
		 * @param string               $question Asked.
		 * @param array<string, mixed> $options  Of the command.
		 */
		public static function confirm( $question, $options = array() ): void {
			if ( empty( $options['yes'] ) ) {
				throw new \Tillbridge\Tests\Command_Ended( $question );
			}
		}
	}
}

namespace WP_CLI\Utils {

	/**
	 * @param string                     $format How it is shown.
	 * @param list<array<string, mixed>> $rows   Shown.
	 */
	function format_items( $format, $rows ): void {
		\WP_CLI::line( (string) wp_json_encode( $rows ) );
	}

	/** A bar that nobody sees. */
	function make_progress_bar(): object {
		return new class() {
			/** @param int $more Of it. */
			public function tick( int $more = 1 ): void {}

			/** At its end. */
			public function finish(): void {}
		};
	}
}
